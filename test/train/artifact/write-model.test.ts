import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatVersion } from '../../../src/encoder/artifact/manifest.js';
import { usualWeights } from '../../../src/encoder/item-features/cold-weights.js';
import { readModel } from '../../../src/train/artifact/read-model.js';
import { writeModel } from '../../../src/train/artifact/write-model.js';
import { temporaryFolder } from '../logs/temporary-log.js';
import { tinyModel, tinyProvenance } from '../models/tiny-model.js';

const metrics = { 'test/basket-completion/hitRate@10': 0.25 };

async function writtenModel(seed = 1): Promise<string> {
  const dir = join(temporaryFolder(), 'model');
  await writeModel(dir, { model: tinyModel(seed), metrics, provenance: tinyProvenance });
  return dir;
}

/** Changes the manifest of a model directory as text. */
function editManifest(dir: string, edit: (text: string) => string): void {
  const path = join(dir, 'manifest.json');
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
}

describe('writeModel', () => {
  it('writes what readModel reads, to the precision of the artifact', async () => {
    const { manifest, model } = await readModel(await writtenModel());
    const original = tinyModel(1);
    expect(manifest).toMatchObject({ formatVersion, metrics, provenance: tinyProvenance });
    expect(manifest.files.map(({ path }) => path)).toEqual(['weights.safetensors', 'catalog.json']);
    expect(model).toMatchObject({ catalog: original.catalog, ranking: original.ranking, encoder: original.encoder });
    const largest = Math.max(...original.itemEmbeddings.map(Math.abs));
    model.itemEmbeddings.forEach((value, i) => {
      expect(Math.abs(value - original.itemEmbeddings[i])).toBeLessThanOrEqual(largest / 254 + 1e-6);
    });
  });

  it('keeps how cold items are scored, where the model says so', async () => {
    const dir = await writtenModel();
    expect((await readModel(dir)).model.coldItems).toBeUndefined();
    const model = { ...tinyModel(1), coldItems: { ...usualWeights, bias: -3.25 } };
    await writeModel(dir, { model, metrics, provenance: tinyProvenance });
    expect((await readModel(dir)).model.coldItems).toEqual(model.coldItems);
  });

  it('replaces a model and leaves nothing else behind', async () => {
    const dir = await writtenModel(1);
    const before = readFileSync(join(dir, 'weights.safetensors'));
    await writeModel(dir, { model: tinyModel(2), metrics, provenance: tinyProvenance });
    await readModel(dir);
    expect(readFileSync(join(dir, 'weights.safetensors')).equals(before)).toBe(false);
    expect(readdirSync(join(dir, '..'))).toEqual(['model']);
  });

  it('gives the same bytes for the same model', async () => {
    const [one, other] = [await writtenModel(), await writtenModel()];
    for (const file of readdirSync(one)) {
      expect(readFileSync(join(one, file)).equals(readFileSync(join(other, file)))).toBe(true);
    }
  });

  it.each([
    ['a file that is no model’s', 'holiday.jpg'],
    ['a web app’s manifest', 'manifest.json'],
  ])('refuses a folder that holds %s', async (_, name) => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, name), '{"name": "shop"}');
    await expect(writeModel(dir, { model: tinyModel(1), metrics, provenance: tinyProvenance })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining(`holds "${name}", which is no part of a model`),
    });
    expect(readdirSync(dir)).toEqual([name]);
  });

  it('refuses a path that is a file, and one below a file', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const written = { model: tinyModel(1), metrics, provenance: tinyProvenance };
    await expect(writeModel(file, written)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    await expect(writeModel(join(file, 'model'), written)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  });

  it('clears away what an interrupted write left', async () => {
    const dir = await writtenModel();
    mkdirSync(join(dir, '../.model.writing-1'));
    mkdirSync(join(dir, '../.model.previous'));
    await writeModel(dir, { model: tinyModel(2), metrics, provenance: tinyProvenance });
    expect(readdirSync(join(dir, '..'))).toEqual(['model']);
  });
});

describe('readModel', () => {
  it('puts a model back that a crash left between the two renames', async () => {
    const dir = await writtenModel();
    renameSync(dir, join(dir, '../.model.previous'));
    await readModel(dir);
    expect(existsSync(dir)).toBe(true);
  });

  it('says that a folder holds no model', async () => {
    await expect(readModel(temporaryFolder())).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      message: expect.stringMatching(/holds no model \(no manifest\.json\)/),
    });
  });

  it('refuses changed, shortened and missing files', async () => {
    for (const damage of [
      (content: Buffer) => content.fill(1, 200, 201),
      (content: Buffer) => content.subarray(0, 100),
    ]) {
      const dir = await writtenModel();
      const path = join(dir, 'weights.safetensors');
      writeFileSync(path, damage(readFileSync(path)));
      await expect(readModel(dir)).rejects.toMatchObject({
        code: 'MODEL_CORRUPT',
        message: expect.stringContaining('weights.safetensors is not the file the manifest describes'),
      });
    }
    const dir = await writtenModel();
    renameSync(join(dir, 'catalog.json'), join(dir, 'catalogue.json'));
    await expect(readModel(dir)).rejects.toMatchObject({
      code: 'MODEL_CORRUPT',
      message: expect.stringContaining('catalog.json is missing'),
    });
  });

  it('refuses another format version and says what to do', async () => {
    const dir = await writtenModel();
    editManifest(dir, (text) =>
      text.replace(`"formatVersion": ${formatVersion}`, `"formatVersion": ${formatVersion + 1}`),
    );
    await expect(readModel(dir)).rejects.toMatchObject({
      code: 'MODEL_VERSION',
      message: expect.stringContaining('upgrade vitrine'),
    });
  });
});
