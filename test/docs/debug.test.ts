import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typeCheck } from './type-check.js';

const root = join(import.meta.dirname, '../..');
const pages = ['docs/debug.md', 'docs/experiments.md'].map((file) => readFileSync(join(root, file), 'utf8'));
const examples = pages.flatMap((page) => [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!));
const entries = { vitrine: 'src/index.ts', 'vitrine/debug': 'src/debug/debug.ts' };

describe('docs/debug.md and docs/experiments.md', () => {
  it('call the SDK as its types allow', () => {
    expect(examples).toHaveLength(4);
    const wrong = examples.map((code) => code.replace('variant, slot }', 'variant, slot, itemIds }'));
    const complaints = typeCheck('debug', [...examples, ...wrong.filter((code) => !examples.includes(code))], entries);
    const found = complaints.split('\n').filter((line) => line.includes('error TS2339'));
    expect(found).toEqual([expect.stringMatching(/example-4\.ts.*'itemIds' does not exist/)]);
  });

  it('name every part of the panel', () => {
    const folder = join(root, 'src/debug/sections');
    const parts = [...pages[0]!.matchAll(/^\| ([A-Z][^|]*?) \|/gm)].map(([, part]) => part!);
    const mounted = readFileSync(join(root, 'src/debug/mount-debug-panel.ts'), 'utf8');
    const files = [...mounted.matchAll(/sections\/([\w-]+)\.js/g)].map(([, file]) => `${file}.ts`);
    const titles = files.flatMap((file) => /title: '(.+)',/.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? []);
    expect(titles).toHaveLength(8);
    expect(parts.sort()).toEqual(titles.sort());
  });
});
