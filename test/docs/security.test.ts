import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

/** Everything in backquotes that looks like a path of a test. */
const namedTests = [...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path]) => path!);

describe('docs/security.md', () => {
  it('names a test for each promise, and each test is there', () => {
    expect(namedTests.length).toBeGreaterThan(10);
    expect(namedTests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('ends every line of the table of promises with a test or a command that shows it', () => {
    const [, table] = page.split('## Promises');
    const lines = table!
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.includes('---'));
    const bare = lines.slice(1).filter((line) => !/`(test\/|vitrine )[^|]*\|$/.test(line));
    expect(bare).toEqual([]);
  });
});
