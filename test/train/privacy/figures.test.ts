import { describe, expect, it } from 'vitest';
import { repeatFeatures } from '../../../src/encoder/item-features/repeats.js';
import { cooccurrences } from '../../../src/train/item-item/cooccurrences.js';
import { trainModel } from '../../../src/train/model/train-model.js';
import { dropUnsharedRepeats } from '../../../src/train/privacy/drop-unshared-repeats.js';
import { sharedCases, sharedFigures } from '../../../src/train/privacy/shared-figures.js';
import { isVouched, updatedRule } from '../../../src/train/privacy/updated-rule.js';
import { patternLog, quickOptions } from '../logs/pattern-log.js';
import { tinyModel } from '../models/tiny-model.js';

const rule = (minShoppers: number, groups = 20) => ({ minShoppers, groups, countedBy: 'shopper' as const });

/** So many shoppers with a session in training, and the last of them with one in validation and test, too. */
function heldOutOf(nShoppers: number, nHeldOut: number) {
  const session = (at: number, nth: number) => [0, 1].map((item) => ({ item, time: at + item, session: nth }));
  const shoppers = Array.from({ length: nShoppers }, (_, i) => ({
    id: `s${i}`,
    steps: [0, 100, 200].slice(0, i < nHeldOut ? 3 : 1).flatMap(session),
  }));
  return { shoppers, split: { validationFrom: 100, testFrom: 200 }, privacy: rule(5) };
}

describe('what was measured', () => {
  const told = {
    metrics: { 'test/next-basket/ndcg@10': 0.3, 'quantisation/ndcg@20/loss': 0.01 },
    log: [{ stage: 'training' as const, epoch: 1, steps: 1, loss: 2, learningRate: 1, validation: 0.2, seconds: 1 }],
  };

  it('is published where enough shoppers are in the period', () => {
    expect(sharedFigures(heldOutOf(40, 20), told)).toEqual(told);
  });

  it('is not published where they are too few', () => {
    const { metrics, log } = sharedFigures(heldOutOf(40, 19), told);
    expect(metrics).toEqual({});
    expect(log[0]).not.toHaveProperty('validation');
    expect(log[0]).toMatchObject({ epoch: 1, loss: 2 });
  });

  it('fits no weights where too few shoppers are in validation', () => {
    const cases = [{ shopperId: 's1', steps: [], targets: [0] }];
    expect(sharedCases(heldOutOf(40, 20), cases)).toBe(cases);
    expect(sharedCases(heldOutOf(40, 19), cases)).toEqual([]);
    expect(sharedCases({ ...heldOutOf(40, 19), privacy: rule(1, 1) }, cases)).toBe(cases);
  });

  it('gives a model that is whole, without weights of its own', async () => {
    const log = patternLog();
    const few = log.shoppers.map((shopper, i) =>
      i < 5 ? shopper : { ...shopper, steps: shopper.steps.filter(({ session }) => session < 6) },
    );
    const { model, quantisation } = await trainModel(
      { ...log, shoppers: few, privacy: rule(5) },
      { ...quickOptions, training: { ...quickOptions.training, epochs: 1 }, seed: 1 },
    );
    expect(model.ranking).toEqual({ sequence: 1, cluster: 0, repeat: 1, position: 0 });
    expect(quantisation).toEqual({});
    expect(model.clusters.summaries.every(({ size }) => size >= 20)).toBe(true);
  }, 120_000);
});

describe('a repeat statistic', () => {
  it('counts nothing where too few shoppers ever repeated like that', () => {
    const model = { ...tinyModel(1), repeats: { weights: new Float32Array(repeatFeatures.length).fill(1) } };
    const visits = (n: number) =>
      Array.from({ length: n }, (_, session) => ({ item: 0, time: session * 1e6, session }));
    const shoppers = Array.from({ length: 25 }, (_, i) => ({ id: `s${i}`, steps: visits(i < 19 ? 7 : 2) }));
    const { weights } = dropUnsharedRepeats(model, shoppers, 20).repeats!;
    const weightOf = (name: (typeof repeatFeatures)[number]) => weights[repeatFeatures.indexOf(name)];
    // All 25 came back once; 19 met the item again and again; none twice in one visit.
    expect(weightOf('times')).toBe(1);
    expect(weightOf('tokensAgo2')).toBe(0);
    expect(dropUnsharedRepeats(model, shoppers, 1)).toBe(model);
  });
});

describe('neighbours of an item', () => {
  it('are those that enough shoppers had with it in one session', () => {
    const sessions = [
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 2],
      [0, 2],
    ];
    const neighboursWith = (minShoppers: number) => [
      ...cooccurrences(sessions, 3, 9, { shopperOf: [7, 7, 7, 8, 9], minShoppers })[0].items,
    ];
    expect(neighboursWith(2)).toEqual([2]);
    expect(neighboursWith(1)).toEqual([1, 2]);
  });
});

describe('an updated model', () => {
  it.each([
    ['made before there was a rule', undefined, false, { minShoppers: 1, groups: 1 }],
    ['made with a lower one', rule(3), false, { minShoppers: 3, groups: 20 }],
    ['made with the same', rule(5), true, { minShoppers: 5, groups: 20 }],
    ['made with a higher one', rule(9), true, { minShoppers: 5, groups: 20 }],
    ['whose rule is no number', { ...rule(5), minShoppers: 'all' as unknown as number }, false, { minShoppers: 1 }],
  ])('promises no more than one %s', (_, former, isKept, promised) => {
    expect(isVouched(former, rule(5))).toBe(isKept);
    expect(updatedRule(former, rule(5))).toMatchObject(promised);
  });
});
