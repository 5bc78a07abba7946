import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.vitrine/readme-types');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Type-checks a file that imports the SDK by its package name; gives the compiler's complaints. */
function typeCheck(code: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'example.ts'), `${code}\nexport {};\n`);
  const options = { noEmit: true, noUnusedLocals: false, paths: { vitrine: [join(root, 'src/index.ts')] } };
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: options,
    include: ['example.ts'],
    exclude: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    return execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;

  it('imports and calls the SDK as its types allow', () => {
    expect(typeCheck(example)).toBe('');
    expect(typeCheck(example.replace("type: 'view_item'", "type: 'view_things'"))).toContain('view_things');
  });
});
