import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { decodeSafetensors } from '../../../src/encoder/artifact/safetensors.js';
import { createMemoryEventStore } from '../../../src/events/store/memory-store.js';
import { readModel } from '../../../src/train/artifact/read-model.js';
import { writeModel } from '../../../src/train/artifact/write-model.js';
import { updateCommand } from '../../../src/train/cli/update-command.js';
import type { UpdateReport } from '../../../src/train/update/update-report.js';
import { openAdaptation } from '../../../src/worker/shopper/adaptation-keeper.js';
import { adaptationKey } from '../../../src/worker/wire/protocol.js';
import { createTinyModel, kinds } from '../../fixtures/tiny-model.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';
import { tinyProvenance } from '../models/tiny-model.js';
import { type KindsLogOptions, kindsLog } from '../update/kinds-log.js';

/** The clusters' ids in the order of their rows: not their rows' numbers. */
const formerIds = [7, 2, 11, 0, 5, 3];

/** Writes a model of six kinds of items, a cluster each, that learned from one log. */
async function modelOfKinds(oldLog = temporaryFile('old.csv', kindsLog({ seed: 9 })), minShoppers?: number) {
  const dir = join(temporaryFolder(), 'model');
  const model = createTinyModel();
  const summaries = model.clusters.summaries.map((summary, row) => ({ ...summary, id: formerIds[row] }));
  await writeModel(dir, {
    model: { ...model, clusters: { ...model.clusters, summaries } },
    metrics: {},
    ...(minShoppers ? { privacy: { minShoppers, groups: 20, countedBy: 'shopper' as const } } : {}),
    provenance: {
      ...tinyProvenance,
      data: [{ file: 'old.csv', sha256: createHash('sha256').update(readFileSync(oldLog)).digest('hex') }],
      config: { clean: { minItemCount: 3 }, training: { batchTokens: 2048, companionsPerItem: 4 } },
    },
  });
  return { dir, oldLog };
}

const newLog = (options: KindsLogOptions = {}) =>
  temporaryFile('new.csv', kindsLog({ seed: 2, fromDay: 30, ...options }));

async function update(options: Record<string, unknown>): Promise<UpdateReport> {
  let out = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await updateCommand([], { ...options, json: true });
  } finally {
    write.mockRestore();
    quiet.mockRestore();
  }
  return JSON.parse(out);
}

const hashOf = (dir: string) =>
  createHash('sha256')
    .update(readFileSync(join(dir, 'manifest.json')))
    .digest('hex')
    .slice(0, 16);
const tensorsOf = (dir: string) => decodeSafetensors(readFileSync(join(dir, 'weights.safetensors')));

describe('vitrine update --clusters-only', { timeout: 600_000 }, () => {
  it('keeps the ids of clusters where shoppers are as they were, and every byte of the encoder', async () => {
    const { dir } = await modelOfKinds();
    const before = { hash: hashOf(dir), tensors: tensorsOf(dir) };
    const events = newLog();
    const report = await update({ model: dir, events, clustersOnly: true });
    expect(report.model).toEqual({ before: before.hash, now: hashOf(dir) });
    expect(report.clusters.map(({ id, fate }) => [id, fate])).toEqual(
      [...formerIds].sort((a, b) => a - b).map((id) => [id, 'kept']),
    );
    expect(report.shoppers).toEqual({ compared: 150, changed: 0 });
    const { manifest, model } = await readModel(dir);
    // The label of each id tells of the kind that it told of before.
    for (const { id, label, size } of manifest.clusters.summaries) {
      expect([label, size]).toEqual([expect.stringContaining(kinds[formerIds.indexOf(id)]), 25]);
    }
    expect(model.clusters.succeeds).toEqual([
      { model: before.hash, ids: Object.fromEntries(formerIds.map((id) => [id, id])) },
    ]);
    const now = tensorsOf(dir);
    for (const [name, { data }] of Object.entries(before.tensors)) {
      if (!name.startsWith('clusters/')) expect([name, now[name].data]).toEqual([name, data]);
    }
    expect(now['clusters/centroids'].data).not.toEqual(before.tensors['clusters/centroids'].data);
    expect(manifest.provenance.updates).toEqual([
      { model: before.hash, isClustersOnly: true, data: [{ file: 'new.csv', sha256: expect.any(String) }] },
    ]);
    expect(manifest.provenance.data.map(({ file }) => file)).toEqual(['old.csv', 'new.csv']);
  });

  it('promises as many shoppers behind what is published as the model before it, and no more', async () => {
    for (const [former, promised] of [
      [undefined, 1],
      [3, 3],
      [5, 5],
      [9, 5],
    ] as const) {
      const { dir } = await modelOfKinds(undefined, former);
      await update({ model: dir, events: newLog(), clustersOnly: true });
      expect((await readModel(dir)).manifest.privacy).toMatchObject({ minShoppers: promised });
    }
  });

  it('fails, and leaves the model, where no cluster would have enough shoppers', async () => {
    const { dir } = await modelOfKinds();
    const before = hashOf(dir);
    const config = temporaryFile(
      'shop.json',
      JSON.stringify({ clean: { minItemCount: 1 }, privacy: { minShoppers: 151 } }),
    );
    await expect(update({ model: dir, events: newLog(), clustersOnly: true, config })).rejects.toMatchObject({
      code: 'DATA_TOO_SMALL',
      message: expect.stringMatching(/cluster of 151/),
    });
    expect(hashOf(dir)).toBe(before);
  });

  it('keeps them over a second update, and maps what a device kept two versions ago', async () => {
    const { dir } = await modelOfKinds();
    const first = hashOf(dir);
    const { model } = await readModel(dir);
    await update({ model: dir, events: newLog(), clustersOnly: true });
    const second = hashOf(dir);
    await update({ model: dir, events: newLog({ seed: 3, fromDay: 60 }), clustersOnly: true });
    const { manifest, model: latest } = await readModel(dir);
    expect(manifest.clusters.succeeds?.map((succession) => succession.model)).toEqual([second, first]);
    expect(manifest.provenance.updates).toHaveLength(2);

    const store = createMemoryEventStore();
    const shift = new Float32Array(model.encoder.embeddingSize).fill(0.25);
    await store.setState(adaptationKey, { model: first, learnedUntil: 1, shifts: [{ cluster: 11, count: 4, shift }] });
    const standingsAt = () => [];
    const keeper = await openAdaptation({
      model: latest,
      modelHash: hashOf(dir),
      standingsAt,
      store,
      onError: () => {},
    });
    const row = latest.clusters.summaries.findIndex(({ id }) => id === 11);
    const moved = [...keeper.centroids()].flatMap((value, p) => (value !== latest.clusters.centroids[p] ? [p] : []));
    expect(moved).toEqual(Array.from(shift, (_, d) => row * shift.length + d));
  });

  it('leaves a cluster as it was that too few shoppers of the log are in', async () => {
    const { dir } = await modelOfKinds();
    const { model: before } = await readModel(dir);
    const lines = kindsLog({ seed: 2, fromDay: 30 }).split('\n');
    const events = temporaryFile('new.csv', lines.filter((line) => !/toy/.test(line)).join('\n'));
    const report = await update({ model: dir, events, clustersOnly: true });
    const toys = report.clusters.find(({ id }) => id === formerIds[kinds.indexOf('toy')]);
    expect(toys).toMatchObject({ fate: 'quiet', labelNow: 'toy lovers', placedBefore: 0 });
    const { model } = await readModel(dir);
    const size = model.encoder.embeddingSize;
    const last = model.clusters.summaries.length - 1;
    expect(model.clusters.summaries[last]).toEqual(before.clusters.summaries[kinds.indexOf('toy')]);
    expect(model.clusters.centroids.subarray(last * size)).toEqual(
      before.clusters.centroids.subarray(kinds.indexOf('toy') * size, (kinds.indexOf('toy') + 1) * size),
    );
  });
});

describe('vitrine update', { timeout: 600_000 }, () => {
  it('goes on with the encoder, adds items behind the known ones, and leaves the model where --out says so', async () => {
    const { dir, oldLog } = await modelOfKinds();
    const before = readFileSync(join(dir, 'manifest.json'));
    const out = join(temporaryFolder(), 'next');
    const events = [oldLog, newLog({ addition: 'rug' })];
    const report = await update({ model: dir, events, out, epochs: 1 });
    expect(readFileSync(join(dir, 'manifest.json')).equals(before)).toBe(true);
    expect(report).toMatchObject({
      items: { before: 48, now: 52 },
      encoder: { epochsRun: 1 },
      data: [{ file: 'new.csv' }],
    });
    const { manifest, model } = await readModel(out);
    expect(model.vocabulary.itemIds.slice(0, 48)).toEqual(createTinyModel().vocabulary.itemIds);
    expect([...model.vocabulary.itemIds.slice(48)].sort()).toEqual(['rug-1', 'rug-2', 'rug-3', 'rug-4']);
    // Titles that the new log does not tell stay.
    expect(model.catalog.titles?.[0]).toBe('candle 1');
    expect(model.companions?.perItem).toBe(4);
    expect(manifest.provenance.data.map(({ file }) => file)).toEqual(['old.csv', 'new.csv']);
    expect(manifest.training?.map(({ stage }) => stage)).toEqual(['training', 'refit']);
    const ids = manifest.clusters.succeeds?.[0].ids ?? {};
    expect(Object.keys(ids).map(Number).sort()).toEqual([...formerIds].sort());
    const now = manifest.clusters.summaries.map(({ id }) => id);
    for (const successor of Object.values(ids)) if (successor !== null) expect(now).toContain(successor);
    // Every session of the new log ends in one of four items that the former model does not know.
    const hits = (metrics: Record<string, number>) => metrics['test/every-prefix/hitRate@5'];
    expect(hits(report.metrics.now)).toBeGreaterThan(hits(report.metrics.before));
  });

  it('leaves the model as it was where learning fails half way', async () => {
    const { dir } = await modelOfKinds();
    const before = readdirSync(dir).map((file) => readFileSync(join(dir, file)));
    const training = { learningRate: 10, weightDecay: 10, clipNorm: 0, warmUpEpochs: 0, batchTokens: 64, patience: 30 };
    const config = temporaryFile('config.json', JSON.stringify({ training }));
    await expect(update({ model: dir, events: newLog(), config, epochs: 30 })).rejects.toMatchObject({
      code: 'TRAINING_DIVERGED',
      message: expect.stringMatching(/model is left as it was$/),
    });
    readdirSync(dir).forEach((file, i) => {
      expect(readFileSync(join(dir, file)).equals(before[i])).toBe(true);
    });
    expect(readdirSync(join(dir, '..'))).toEqual(['model']);
  });
});

describe('what vitrine update refuses', { timeout: 600_000 }, () => {
  it.each([
    ['an empty log', () => ({ events: temporaryFile('new.csv', '') }), 'DATA_EMPTY', /new\.csv is empty/],
    [
      'a log without events',
      () => ({ events: temporaryFile('new.csv', 'user_id,session_id,timestamp,item_id\n') }),
      'DATA_EMPTY',
      /new\.csv holds a header but no event/,
    ],
    [
      'a log of another shop',
      () => ({ events: newLog({ itemId: (kind, nth) => `sku ${kind} ${nth}` }) }),
      'DATA_EMPTY',
      /knows none of the items in new\.csv.*--items/,
    ],
    [
      'other columns',
      () => ({ events: temporaryFile('new.csv', 'user_id,session_id,timestamp,sku\n1,1,1,candle-1\n') }),
      'COLUMN_MISSING',
      /new\.csv has no column for item.*--columns/,
    ],
    [
      'a log without times',
      () => ({
        events: temporaryFile(
          'new.csv',
          kindsLog()
            .replaceAll(/,2024[^,]*,/g, ',1,')
            .replace('timestamp', 'position'),
        ),
      }),
      'COLUMN_MISSING',
      /new\.csv has no column for time/,
    ],
    [
      'another encoder',
      () => ({ events: newLog(), config: temporaryFile('c.json', JSON.stringify({ encoder: { embeddingSize: 32 } })) }),
      'CONFIG_INVALID',
      /c\.json has encoder\.embeddingSize 32, the model has 16/,
    ],
    ['no log', () => ({}), 'OPTION_INVALID', /--events is missing/],
    [
      'a folder without a model',
      () => ({ model: temporaryFolder(), events: newLog() }),
      'FILE_NOT_FOUND',
      /holds no model/,
    ],
  ])('%s', async (_, options, code, message) => {
    const { dir } = await modelOfKinds();
    await expect(update({ model: dir, ...options() })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('a log that the model learned from, by its content', async () => {
    const { dir, oldLog } = await modelOfKinds();
    const copy = temporaryFile('copy.csv', readFileSync(oldLog));
    await expect(update({ model: dir, events: copy })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/names nothing new: the model learned from copy\.csv \(as old\.csv\)/),
    });
  });

  it('a model of a newer format, and one without clusters', async () => {
    const { dir } = await modelOfKinds();
    const path = join(dir, 'manifest.json');
    const manifest = readFileSync(path, 'utf8');
    writeFileSync(path, manifest.replace(/"formatVersion": \d+/, '"formatVersion": 9'));
    await expect(update({ model: dir, events: newLog() })).rejects.toMatchObject({ code: 'MODEL_VERSION' });

    const bare = join(temporaryFolder(), 'bare');
    const model = createTinyModel();
    const clusters = { summaries: [], centroids: new Float32Array(), affinities: new Float32Array(), temperature: 1 };
    await writeModel(bare, { model: { ...model, clusters }, metrics: {}, provenance: tinyProvenance });
    await expect(update({ model: bare, events: newLog() })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/without clusters/),
    });
  });

  it('a log in which no cluster has 20 shoppers', async () => {
    const { dir } = await modelOfKinds();
    await expect(update({ model: dir, events: newLog({ perKind: 15 }) })).rejects.toMatchObject({
      code: 'DATA_TOO_SMALL',
      message: expect.stringMatching(/none of the model’s 6 clusters has 20 of them: collect a longer log/),
    });
  });
});
