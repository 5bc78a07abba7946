import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Runs the examples in docstrings: an expression, ` // `, and the value it gives. A typed array is written
 * `Int32Array [0, 1]`; what follows a value after a colon is prose; several comment lines are the text it gives.
 * Examples that are statements show usage and are not run here.
 */

const src = join(import.meta.dirname, '../../src');

interface Example {
  readonly file: string;
  readonly expression: string;
  readonly expected: string;
}

function examplesIn(file: string): Example[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [...text.matchAll(/@example\s([\s\S]*?)(?=\n\s*\*\s*@|\*\/)/g)].flatMap(([, block]) => {
    const code = block.replace(/(^|\n)\s*\*\s?/g, '\n').trim();
    const split = code.indexOf('// ');
    const isStatement = /;|\b(const|try|await)\b/.test(code);
    if (split < 0 || isStatement) return [];
    const lines = code.slice(split).split('\n');
    const isText = lines.length > 1;
    const expected = lines.map((line) => line.replace(/^\/\/ /, '')).join('\n');
    return [{ file, expression: code.slice(0, split).trim(), expected: isText ? JSON.stringify(expected) : expected }];
  });
}

const examples = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap(examplesIn);

/** Typed arrays as plain ones, floats to six digits, text without its last line end. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(6));
  if (typeof value === 'string') return value.trimEnd();
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}

function evaluate(expression: string, scope: Record<string, unknown>): unknown {
  return new Function(...Object.keys(scope), `return (${expression});`)(...Object.values(scope));
}

/**
 * Returns what the examples of a file may use: its own exports, those of the files it imports, and those of its
 * neighbours that have examples.
 */
async function exportsFor(file: string): Promise<Record<string, unknown>> {
  const neighbours = examples.map((example) => example.file).filter((other) => dirname(other) === dirname(file));
  const imported = [...readFileSync(join(src, file), 'utf8').matchAll(/ from '(\.[^']+)\.js'/g)];
  const used = new Set([...neighbours, ...imported.map(([, path]) => `${join(dirname(file), path!)}.ts`)]);
  const modules = await Promise.all([...used].map((path) => import(join(src, path))));
  return Object.assign({}, ...modules);
}

describe('docstring examples', () => {
  it('are found', () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  it.each(examples)('$file: $expression', async ({ file, expression, expected }) => {
    const scope = await exportsFor(file);
    const literal = expected.replace(/\b\w+Array \[/g, '[').replace(/(?<=^[\d.]+|[\])}']): .*$/, '');
    expect(plain(evaluate(expression, scope))).toEqual(plain(evaluate(literal, {})));
  });
});
