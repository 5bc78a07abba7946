import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const stub = readFileSync(join(root, 'dist/vitrine.stub.js'), 'utf8').trimEnd();
const page = readFileSync(join(root, 'docs/stub.md'), 'utf8');

describe('the stub', () => {
  it('stands in the docs as it is built, with the hash that a policy allows it by', () => {
    const pasted = /<script>\n([\s\S]*?)\n<\/script>/.exec(page)![1]!;
    expect(pasted).toBe(stub);
    // The browser hashes what stands between the tags, line ends included.
    const hash = createHash('sha256').update(`\n${pasted}\n`).digest('base64');
    expect(page).toContain(`'sha256-${hash}'`);
  });

  it('is at most 1 kB, before gzip and after', () => {
    expect(stub.length).toBeGreaterThan(300);
    expect(stub.length).toBeLessThanOrEqual(1000);
    expect(gzipSync(stub).length).toBeLessThan(stub.length);
  });

  it('exports nothing, so that it does not overwrite window.vitrine', () => {
    expect(stub).toMatch(/^[!(]function\(/);
  });
});
