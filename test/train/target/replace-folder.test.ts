import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceFolder, restoreParked } from '../../../src/train/target/replace-folder.js';
import { temporaryFolder } from '../logs/temporary-log.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const built = mkdtempSync(join(tmpdir(), 'vitrine-built-'));

/** Replaces a folder's two files over and over, each time by a new number in both, until it is killed. */
const endlessWriter = (target: string) => `
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
const { replaceFolder } = await import(${JSON.stringify(join(built, 'replace-folder.js'))});
for (let n = 1; ; n++) {
  await replaceFolder(${JSON.stringify(target)}, async (draft) => {
    for (const file of ['one', 'two']) writeFileSync(join(draft, file), String(n));
  });
  if (n === 3) process.send('writing');
}`;

describe('replaceFolder', () => {
  beforeAll(async () => {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      build: { ssr: 'src/train/target/replace-folder.ts', outDir: built, emptyOutDir: true },
    });
  });

  afterAll(() => rmSync(built, { recursive: true }));

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('leaves one whole version when %s stops it', async (signal) => {
    for (let trial = 0; trial < 5; trial++) {
      const target = join(temporaryFolder(), 'folder');
      const script = join(dirname(target), 'writer.mjs');
      writeFileSync(script, endlessWriter(target));
      const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      await new Promise((resolve) => child.once('message', resolve));
      await new Promise((resolve) => setTimeout(resolve, 7 * trial));
      child.kill(signal);
      await new Promise((resolve) => child.once('exit', resolve));
      restoreParked(target);
      const [one, two] = ['one', 'two'].map((file) => readFileSync(join(target, file), 'utf8'));
      expect(Number(one)).toBeGreaterThanOrEqual(3);
      expect(two).toBe(one);
    }
  });

  it('leaves the old content when filling fails', async () => {
    const target = join(temporaryFolder(), 'folder');
    mkdirSync(target);
    writeFileSync(join(target, 'one'), 'old');
    const failing = replaceFolder(target, async (draft) => {
      writeFileSync(join(draft, 'one'), 'new');
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
    expect(readFileSync(join(target, 'one'), 'utf8')).toBe('old');
    expect(readdirSync(dirname(target))).toEqual(['folder']);
  });
});
