import { describe, expect, it } from 'vitest';
import { measureColdStart } from '../../../../src/train/evaluation/cold-start/cold-start.js';
import { quickOptions } from '../../logs/pattern-log.js';
import { textLog } from '../../logs/text-log.js';

const dataset = textLog();
const options = {
  ...quickOptions,
  encoder: { ...quickOptions.encoder, textBuckets: 512 },
  training: { ...quickOptions.training, epochs: 6 },
  share: 0.2,
  protocol: 'last-item' as const,
};

describe('measureColdStart', () => {
  it('asks for items that nobody could learn of, among themselves', async () => {
    const { rows, ...result } = await measureColdStart(dataset, options);
    expect(result).toMatchObject({ protocol: 'last-item', nItems: 20, nColdItems: 4, chance: 1 });
    expect(result.nCases).toBeGreaterThan(2);
    expect(result.nCases).toBeLessThan(20);
    const figures = Object.fromEntries(rows.map(({ method, figures }) => [method, figures]));
    expect(Object.keys(figures)).toEqual([
      'vitrine',
      'vitrine, without text embedding',
      'vitrine, text embedding only',
      'TF-IDF content',
    ]);
    // All four are within twenty; only the right one of them can be first, and the noun tells which.
    for (const { 'hitRate@20': hitRate, 'mrr@20': mrr } of Object.values(figures)) {
      expect(hitRate).toBe(1);
      expect(mrr).toBeGreaterThan(0.3);
    }
    expect(figures.vitrine!['mrr@20']).toBeGreaterThan(0.75);
    expect(figures['vitrine, without text embedding']!['mrr@20']).toBeGreaterThan(0.75);
    const { alike, mostAlike, anyAlike } = result.weights;
    expect(0.4 * (alike + mostAlike) + anyAlike * Math.log(1 + 1000 * 0.4 ** 3)).toBeGreaterThan(1);
  });

  it('needs no encoder that reads text', async () => {
    const { rows, weights } = await measureColdStart(dataset, { ...options, encoder: quickOptions.encoder });
    expect(rows.map(({ method }) => method)).toEqual(['vitrine', 'TF-IDF content']);
    expect(rows[0]!.figures['mrr@20']).toBeGreaterThan(0.75);
    expect(weights.text).toBe(0);
  });

  it('wants titles', async () => {
    const { itemIds } = dataset.catalog;
    const training = { ...options.training, epochs: 1 };
    await expect(
      measureColdStart({ ...dataset, catalog: { itemIds } }, { ...options, training, encoder: quickOptions.encoder }),
    ).rejects.toMatchObject({ code: 'DATA_TOO_SMALL', message: expect.stringMatching(/--items/) });
  });

  it('says when nothing asks for a cold item', async () => {
    const shoppers = dataset.shoppers.map(({ id, steps }) => ({
      id,
      steps: steps.filter(({ time }) => time < 6.1 * 864e5),
    }));
    await expect(
      measureColdStart(
        { ...dataset, shoppers, split: { validationFrom: 5 * 864e5, testFrom: 6 * 864e5 } },
        { ...options, share: 0.06 },
      ),
    ).rejects.toMatchObject({ code: 'DATA_TOO_SMALL' });
  });
});
