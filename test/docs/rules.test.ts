import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as index from '../../src/index.js';
import * as entry from '../../src/rules.js';
import { typeCheck as typeCheckFiles } from './type-check.js';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/rules.md'), 'utf8');
const examples = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);

const entries = { vitrine: 'src/index.ts', 'vitrine/rules': 'src/rules.ts' };
const typeCheck = (files: readonly string[]) => typeCheckFiles('rules-examples', files, entries);

describe('docs/rules.md', () => {
  it('calls the rules as their types allow', () => {
    expect(examples.length).toBeGreaterThan(10);
    expect(typeCheck(examples)).toBe('');
    const wrong = examples[0]!.replace('product.margin > 0.4', 'product.profit > 0.4');
    expect(typeCheck([wrong])).toContain('profit');
  });

  it('tells what the first example gives, on a server', async () => {
    const names = { ...index, ...entry };
    const body = examples[0]!.replace(/^import .*$/gm, '').replace(/\n(?=ranking\.explain)/, '\nreturn ');
    const run = new Function(...Object.keys(names), `return (async () => {${body}})();`);
    const told = /\/\/ (\[.*\]): rule by rule/.exec(examples[0]!)![1];
    expect(await run(...Object.values(names))).toEqual(new Function(`return ${told}`)());
  });

  it('has a part for every rule, and names its stage where the table has it', () => {
    const parts = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    const named = ['pin', 'sponsored', 'inStock', 'boost', 'bury', 'oneOf', 'diversify', 'fresh', 'explore'];
    expect([...named, 'dampRepeats', 'dampSkipped'].sort()).toEqual([...parts].sort());
    for (const name of parts) expect(entry).toHaveProperty(name!);
  });

  it('gives the stages in the order in which they run', () => {
    const rows = [...page.matchAll(/^\| \d (\w+) \|/gm)].map(([, stage]) => stage);
    expect(rows).toEqual([...entry.stages]);
  });
});
