import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeModel } from '../../../src/train/artifact/write-model.js';
import { clustersCommand } from '../../../src/train/cli/clusters-command.js';
import type { ClustersReport } from '../../../src/train/cluster-lab/clusters-report.js';
import { tasteLog } from '../cluster-lab/tastes.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';
import { tinyModel, tinyProvenance } from '../models/tiny-model.js';

const { shoppers, vocabulary } = tasteLog();

/** A log and a model of its items, which knows nothing. */
async function logAndModel() {
  const lines = shoppers.flatMap(({ id, steps }) =>
    steps.map(
      ({ item, time, session }) => `${id},${id} ${session},${Date.UTC(2024, 0, 1) + time},${vocabulary.itemIds[item]}`,
    ),
  );
  const events = temporaryFile('log.csv', `user_id,session_id,timestamp,item_id\n${lines.join('\n')}\n`);
  const model = join(temporaryFolder(), 'model');
  await writeModel(model, {
    model: tinyModel(1, [...vocabulary.itemIds]),
    metrics: {},
    provenance: { ...tinyProvenance, config: { clean: { minItemCount: 1 } } },
  });
  return { events, model };
}

async function run(options: Record<string, unknown>): Promise<{ out: string; error: string }> {
  const written = { out: '', error: '' };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.out += text;
    return true;
  });
  const error = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.error += text;
    return true;
  });
  try {
    await clustersCommand([], options);
  } finally {
    out.mockRestore();
    error.mockRestore();
  }
  return written;
}

describe('vitrine clusters', () => {
  it.each([
    [{ events: 'l' }, /--model is missing/],
    [{ model: 'm', events: 'l', k: '4,x' }, /--k is "4,x", expected whole numbers/],
    [{ model: 'm', events: 'l', k: '1,4' }, /--k is "1,4", expected whole numbers/],
    [
      { model: 'm', events: 'l', algorithms: 'k-means,magic' },
      /no algorithms "magic", expected one of: k-means, k-means-cosine/,
    ],
    [
      { model: 'm', events: 'l', spaces: 'taste' },
      /no spaces "taste", expected one of: embedding, tf-idf, behaviour, all/,
    ],
    [{ model: 'm', events: 'l', missing: 'zero' }, /no missing "zero", expected one of: drop, mean, median, nearest/],
    [{ model: 'm', events: 'l', outliers: 'hide' }, /no outliers "hide", expected one of: keep, isolate, trim/],
    [{ model: 'm', events: 'l', period: 'training' }, /no period "training", expected one of: validation, test/],
  ])('%j is wrong usage', async (options, message) => {
    await expect(clustersCommand([], options)).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('refuses a folder without a model, and a model without a log', async () => {
    await expect(run({ model: temporaryFolder(), events: 'l' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    const { model } = await logAndModel();
    await expect(run({ model })).rejects.toThrow(/no event file is given: use --events FILE/);
  });

  it('prints JSON with all that was found, and progress apart', async () => {
    const { out, error } = await run({ ...(await logAndModel()), k: '3', json: true });
    const report = JSON.parse(out) as ClustersReport;
    expect(report).toMatchObject({ seed: 42, period: 'validation', nShoppers: 120, failed: [], treatments: [] });
    expect(report.modelHash).toMatch(/^[0-9a-f]{16}$/);
    expect(report.data).toEqual([{ file: 'log.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(report.scored.map(({ space, algorithm, nClusters }) => [space, algorithm, nClusters])).toEqual([
      ['embedding', 'k-means', 3],
    ]);
    expect(error).toMatch(/asking the model \d+ questions: in a session\n/);
    expect(error).toMatch(/judging k-means in embedding \(1 of 1\)\n/);
  });

  it('has a row for deep clustering, and says what it saw and where it was judged', async () => {
    const options = { ...(await logAndModel()), k: '3', spaces: 'embedding,tf-idf', algorithms: 'k-means,deep' };
    const { out } = await run(options);
    expect(out).toMatch(/^embedding +deep +3 +-?\d\.\d{3} /m);
    expect(out).not.toMatch(/^tf-idf +deep/m);
    expect(out).toMatch(/^deep tunes the encoder .* judged where the encoder placed shoppers before/m);
  });

  it('says why deep clustering was not made', async () => {
    const { events, model } = await logAndModel();
    const { out } = await run({ events, model, k: '3', spaces: 'tf-idf', algorithms: 'k-means,deep' });
    expect(out).toMatch(/^tf-idf +deep .*it groups in the space "embedding" alone/m);
    const bag = join(temporaryFolder(), 'bag');
    const tiny = tinyModel(1, [...vocabulary.itemIds]);
    await writeModel(bag, {
      model: {
        ...tiny,
        encoder: { kind: 'bag', embeddingSize: 4, maxSequenceLength: 10, dropout: 0 },
        encoderWeights: {},
      },
      metrics: {},
      provenance: { ...tinyProvenance, config: { clean: { minItemCount: 1 } } },
    });
    const ofBag = await run({ events, model: bag, k: '3', spaces: 'embedding', algorithms: 'k-means,deep' });
    expect(ofBag.out).toMatch(/^embedding +deep .*this one has no weights of its own/m);
  });

  it('is the same for a seed, and recommends in words', async () => {
    const options = { ...(await logAndModel()), k: '3', spaces: 'tf-idf', algorithms: 'k-means' };
    const [one, other] = [await run(options), await run(options)];
    expect(one.out).toBe(other.out);
    expect(one.out).toMatch(/\nrecommended: k-means in tf-idf, k = 3, .*\n$/);
  });
});
