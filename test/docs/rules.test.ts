import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as index from '../../src/index.js';
import * as entry from '../../src/rules.js';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.vitrine/rules-examples');
const page = readFileSync(join(root, 'docs/rules.md'), 'utf8');
const examples = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Type-checks files that import the package by its name; gives the compiler's complaints. */
function typeCheck(files: readonly string[]): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  files.forEach((code, i) => {
    writeFileSync(join(folder, `example-${i}.ts`), `${code}\nexport {};\n`);
  });
  const paths = { vitrine: [join(root, 'src/index.ts')], 'vitrine/rules': [join(root, 'src/rules.ts')] };
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noEmit: true, noUnusedLocals: false, paths },
    include: ['*.ts'],
    exclude: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    return execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

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
