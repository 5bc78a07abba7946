import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { addCompanionLogits, companionFeatures } from '../../../src/encoder/item-features/companions.js';
import { repeatFeatures } from '../../../src/encoder/item-features/repeats.js';
import { meanNdcg } from '../../../src/train/metrics/mean-ndcg.js';
import type { EvaluationCase } from '../../../src/train/protocols/evaluation-case.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { scoreWithModel } from '../../../src/train/tensorflow/model-scorer.js';
import { fitBlend } from '../../../src/train/weights/fit-blend.js';
import { tinyModel } from '../models/tiny-model.js';

const itemIds = Array.from({ length: 12 }, (_, i) => `i${i}`);
const last = companionFeatures.indexOf('last');

/** Its encoder takes one item for seven times as popular as the others; each item's only companion is the next one. */
function modelWith(lastWeight: number): Model {
  const weights = Float32Array.from(companionFeatures, (_, f) => (f === last ? lastWeight : 0));
  const items = Int32Array.from(itemIds, (_, i) => (i + 1) % itemIds.length);
  const model = tinyModel(2, itemIds);
  const itemBias = Float32Array.from(itemIds, (_, i) => (i === 0 ? Math.log(7) : 0));
  const itemEmbeddings = new Float32Array(model.itemEmbeddings.length);
  return {
    ...model,
    itemBias,
    itemEmbeddings,
    companions: { perItem: 1, items, strengths: new Float32Array(12).fill(1), weights },
  };
}

/** Shoppers who met two items, and of whom `share` then take the companion of the last one. */
function casesOf(share: number, count = 200): EvaluationCase[] {
  return Array.from({ length: count }, (_, i) => {
    const item = (5 * i) % 12;
    return {
      shopperId: `s${i}`,
      steps: [
        { item: (item + 6) % 12, time: 0, session: 0 },
        { item, time: 5, session: 0 },
      ],
      targets: [i % 100 < 100 * share ? (item + 1) % 12 : Math.max(0, ((7 * i) % 18) - 6)],
    };
  });
}

/** What a model's companions add to the logit of the companion of the last item, an odd one. */
function strengthOf(companions: Model['companions']): number {
  const logits = new Float32Array(itemIds.length);
  addCompanionLogits(logits, Int32Array.of(itemIds.length, 7, 1), companions!);
  return logits[2];
}

/** The companions of a model, weighed by likelihood. */
async function weigh(model: Model, cases: readonly EvaluationCase[], maxKept?: number): Promise<Model['companions']> {
  return (await fitBlend(model, cases, { weighing: 'likelihood', maxKept })).companions;
}

describe('fitBlend', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it('lets companions say more the more often validation takes them', async () => {
    const often = strengthOf(await weigh(modelWith(1), casesOf(0.9)));
    const seldom = strengthOf(await weigh(modelWith(1), casesOf(0.2)));
    expect(often).toBeGreaterThan(seldom + 1);
  });

  it('makes up for companions that training trusted too much', async () => {
    const cases = casesOf(0.3);
    const [low, high] = [await weigh(modelWith(1), cases), await weigh(modelWith(8), cases)];
    expect(strengthOf(modelWith(8).companions)).toBe(8);
    expect(strengthOf(high)).toBeLessThan(5);
    expect(Math.abs(strengthOf(high) - strengthOf(low))).toBeLessThan(0.5);
  });

  it('goes beyond the logit where weak companions are right, too', async () => {
    const model = modelWith(1);
    const strengths = Float32Array.from(itemIds, (_, i) => (i % 2 === 0 ? 1 : 0.05));
    const companions = { ...model.companions!, strengths };
    expect(strengthOf(companions)).toBeLessThan(Math.log(7));
    // The companion of an odd item, weak as it is, comes before the popular item.
    expect(strengthOf(await weigh({ ...model, companions }, casesOf(0.6)))).toBeGreaterThan(Math.log(7));
  });

  it('keeps what training found where validation holds too little', async () => {
    const model = modelWith(1);
    expect(await weigh(model, casesOf(0.9, 99))).toBe(model.companions);
    expect(
      await weigh(
        model,
        casesOf(0.9).map((question) => ({ ...question, targets: [-1] })),
      ),
    ).toBe(model.companions);
    expect(await weigh(tinyModel(2, itemIds), casesOf(0.9))).toBeUndefined();
  });

  it('reads no more cases than fit in memory', async () => {
    const cases = casesOf(0.9, 400);
    const half = await weigh(modelWith(1), cases, 200 * 12);
    expect(half).toEqual(
      await weigh(
        modelWith(1),
        cases.filter((_, i) => i % 2 === 0),
      ),
    );
  });

  describe('by NDCG', () => {
    /** Most shoppers return to the item before the last. */
    const returning = casesOf(0, 500).map((question, i) =>
      i % 5 < 3 ? { ...question, targets: [question.steps[0].item] } : question,
    );
    const ndcgOf = (model: Model, cases: readonly EvaluationCase[]) =>
      meanNdcg(cases, scoreWithModel(model, cases), 20);

    it('ranks validation better than likelihood does, or as well', async () => {
      for (const cases of [returning, casesOf(0.3, 400), casesOf(0.9, 400)]) {
        const model = modelWith(3);
        const likely = { ...model, ...(await fitBlend(model, cases, { weighing: 'likelihood' })) };
        const chosen = { ...model, ...(await fitBlend(model, cases, { weighing: 'ndcg' })) };
        expect(ndcgOf(chosen, cases)).toBeGreaterThanOrEqual(ndcgOf(likely, cases));
      }
    });

    it('lets the items of the current session speak for themselves where shoppers return to them', async () => {
      const model = { ...modelWith(1), repeats: { weights: new Float32Array(repeatFeatures.length) } };
      const { companions, repeats } = await fitBlend(model, returning, { weighing: 'ndcg' });
      const before = ndcgOf({ ...model, ...(await fitBlend(model, returning, { weighing: 'likelihood' })) }, returning);
      expect(ndcgOf({ ...model, companions, repeats }, returning)).toBeGreaterThan(before + 0.02);
      const weightOf = (name: (typeof repeatFeatures)[number]) => repeats!.weights[repeatFeatures.indexOf(name)];
      expect(weightOf('tokensAgo2')).toBeGreaterThan(weightOf('times') + 0.5);
      expect(weightOf('tokensAgo10')).toBe(weightOf('tokensAgo2'));
      expect(weightOf('sessionsAgo1')).toBe(weightOf('times'));
    });

    it('lets go of repeats that training got wrong', async () => {
      const weights = Float32Array.from(repeatFeatures, (name) => (name === 'times' ? -4 : 0));
      const { repeats } = await fitBlend({ ...modelWith(1), repeats: { weights } }, returning, { weighing: 'ndcg' });
      expect(repeats!.weights[repeatFeatures.indexOf('times')]).toBeGreaterThan(-3);
    });

    it('goes by likelihood where validation holds too little to search', async () => {
      const model = { ...modelWith(1), repeats: { weights: new Float32Array(repeatFeatures.length) } };
      const few = returning.slice(0, 399);
      const likely = await fitBlend(model, few, { weighing: 'likelihood' });
      expect(await fitBlend(model, few, { weighing: 'ndcg' })).toEqual(likely);
      // Those without a known target do not count.
      const unknown = returning.map((question, i) => (i < 101 ? { ...question, targets: [-1] } : question));
      expect(await fitBlend(model, unknown, { weighing: 'ndcg' })).not.toHaveProperty('repeats');
      expect(await fitBlend(model, returning.slice(0, 400), { weighing: 'ndcg' })).toHaveProperty('repeats');
    });
  });
});
