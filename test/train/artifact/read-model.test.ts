import { createHash } from 'node:crypto';
import { readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/encoder/artifact/manifest.js';
import { readModel } from '../../../src/train/artifact/read-model.js';
import { writeModel } from '../../../src/train/artifact/write-model.js';
import { inspect } from '../../../src/train/cli/inspect-command.js';
import { temporaryFolder } from '../logs/temporary-log.js';
import { tinyModel, tinyProvenance } from '../models/tiny-model.js';

async function modelDirectory(): Promise<string> {
  const dir = join(temporaryFolder(), 'model');
  await writeModel(dir, { model: tinyModel(1), metrics: {}, provenance: tinyProvenance });
  return dir;
}

function changeManifest(dir: string, change: (manifest: Manifest) => object): void {
  const path = join(dir, 'manifest.json');
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
}

const corrupt = (message: RegExp) => ({ code: 'MODEL_CORRUPT', message: expect.stringMatching(message) });

describe('readModel', () => {
  it.each([
    '../secret',
    '../../etc/passwd',
    '/etc/passwd',
    'a/../../secret',
    '..\\secret',
    'C:\\secret',
    '../..',
    '.',
    '',
  ])('opens no file outside of the model directory: %s', async (path) => {
    const dir = await modelDirectory();
    writeFileSync(join(dirname(dir), 'secret'), 'mine');
    const sha256 = createHash('sha256').update('mine').digest('hex');
    changeManifest(dir, (manifest) => ({ ...manifest, files: [...manifest.files, { path, bytes: 4, sha256 }] }));
    const refusal = corrupt(/manifest\.json .*files\W2\W+path/);
    await expect(readModel(dir)).rejects.toMatchObject(refusal);
    await expect(inspect(dir)).rejects.toMatchObject(refusal);
  });

  it('follows no link out of the model directory', async () => {
    const dir = await modelDirectory();
    const elsewhere = join(dirname(dir), 'catalog.json');
    renameSync(join(dir, 'catalog.json'), elsewhere);
    symlinkSync(elsewhere, join(dir, 'catalog.json'));
    await expect(inspect(dir)).rejects.toMatchObject(corrupt(/catalog\.json is a link out of the model directory/));
  });

  it('follows a link within the model directory, and one to it', async () => {
    const dir = await modelDirectory();
    renameSync(join(dir, 'catalog.json'), join(dir, 'catalog-2.json'));
    symlinkSync('catalog-2.json', join(dir, 'catalog.json'));
    const link = join(dirname(dir), 'current');
    symlinkSync(dir, link);
    expect((await readModel(link)).model.catalog.itemIds).toEqual(['a', 'b', 'c']);
  });

  it.each<[string, (manifest: Manifest) => object]>([
    ['provenance', ({ provenance: _, ...rest }) => rest],
    ['provenance.command', (manifest) => ({ ...manifest, provenance: { ...manifest.provenance, command: 3 } })],
    ['metrics.x', (manifest) => ({ ...manifest, metrics: { x: 'secret' } })],
    ['clusters.summaries[0]', (manifest) => ({ ...manifest, clusters: { ...manifest.clusters, summaries: [null] } })],
    ['ranking.cluster', (manifest) => ({ ...manifest, ranking: { ...manifest.ranking, cluster: {} } })],
    [
      'files[0].bytes',
      ({ files: [first, ...rest], ...all }) => ({ ...all, files: [{ ...first, bytes: -1 }, ...rest] }),
    ],
  ])('names a field of the manifest that is no such thing: %s', async (field, change) => {
    const dir = await modelDirectory();
    changeManifest(dir, change);
    const outcome = await inspect(dir).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: 'MODEL_CORRUPT', message: expect.stringContaining(field) });
    expect(String(outcome)).not.toContain('secret');
  });

  it('says that a catalogue is no JSON without quoting it', async () => {
    const dir = await modelDirectory();
    const content = '{ secret';
    writeFileSync(join(dir, 'catalog.json'), content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    changeManifest(dir, (manifest) => ({
      ...manifest,
      files: manifest.files.map((file) => (file.path === 'catalog.json' ? { ...file, bytes: 8, sha256 } : file)),
    }));
    const outcome = await readModel(dir).catch((error: unknown) => error);
    expect(outcome).toMatchObject(corrupt(/catalog\.json is no JSON/));
    expect(String(outcome)).not.toContain('secret');
  });
});
