import { describe, expect, it } from 'vitest';
import { artifactOptions, choosePrecision } from '../../../src/train/config/artifact-options.js';
import { describeQuantisation, measureQuantisation } from '../../../src/train/model/measure-quantisation.js';
import { tinyModel } from '../models/tiny-model.js';

const cases = [0, 1, 2].map((target) => ({
  shopperId: `s${target}`,
  steps: [{ item: 0, time: 0, session: 0 }],
  targets: [target],
}));

describe('measureQuantisation', () => {
  it('compares the same cases before and after rounding', async () => {
    const exact = tinyModel(1);
    // Every item scores alike: ties count against the target, which is third, at 1 / log2(4).
    const flat = {
      ...exact,
      itemEmbeddings: exact.itemEmbeddings.map(() => 0),
      itemBias: exact.itemBias.map(() => 0),
      ranking: { sequence: 1, cluster: 0, repeat: 0, position: 0 },
    };
    const same = await measureQuantisation(exact, exact, cases);
    expect(same['quantisation/ndcg@20/loss']).toBe(0);
    const metrics = await measureQuantisation(exact, flat, cases);
    expect(metrics['quantisation/ndcg@20/artifact']).toBeCloseTo(0.5, 6);
    // Three items at the ranks 1, 2 and 3 in any order.
    const before = (1 + 1 / Math.log2(3) + 0.5) / 3;
    expect(metrics['quantisation/ndcg@20/float']).toBeCloseTo(before, 6);
    expect(metrics['quantisation/ndcg@20/loss']).toBeCloseTo(1 - 0.5 / before, 6);
    expect(metrics['quantisation/hitRate@20/loss']).toBe(0);
  });

  it('is told in words, where it was measured', () => {
    const metrics = { 'quantisation/ndcg@20/float': 0.2, 'quantisation/ndcg@20/loss': 0.01 };
    expect(describeQuantisation(metrics)).toBe('quantising cost 1.00 % of validation NDCG@20 (0.2000 before)');
    expect(describeQuantisation({})).toBeUndefined();
  });
});

describe('choosePrecision', () => {
  it('stores many items in fewer bits, unless it is told how many', () => {
    expect(choosePrecision(artifactOptions.parse({}), 20_000).itemBits).toBe(8);
    expect(choosePrecision(artifactOptions.parse({}), 43_097).itemBits).toBe(6);
    expect(choosePrecision(artifactOptions.parse({ itemBits: 5 }), 100)).toEqual({
      itemBits: 5,
      companionBits: 6,
      encoderBits: 16,
    });
  });
});
