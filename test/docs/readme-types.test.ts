import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typeCheck as typeCheckFiles } from './type-check.js';

const root = join(import.meta.dirname, '../..');
const typeCheck = (code: string) => typeCheckFiles('readme-types', [code], { vitrine: 'src/index.ts' });

describe('the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;

  it('imports and calls the SDK as its types allow', () => {
    expect(typeCheck(example)).toBe('');
    expect(typeCheck(example.replace("type: 'view_item'", "type: 'view_things'"))).toContain('view_things');
  });
});
