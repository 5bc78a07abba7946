import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { repeatFeatures } from '../../../src/encoder/item-features/repeats.js';
import { clusterUsefulness } from '../../../src/train/clusters/cluster-usefulness.js';
import type { EvaluationCase } from '../../../src/train/protocols/evaluation-case.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { fitRanking } from '../../../src/train/weights/fit-ranking.js';
import { tinyModel } from '../models/tiny-model.js';

const itemIds = Array.from({ length: 12 }, (_, i) => `i${i}`);

/** One cluster that favours the items 0 to 5 strongly over the rest. */
function modelWith(affinity: number): Model {
  const model = tinyModel(2, itemIds);
  return {
    ...model,
    clusters: { ...model.clusters, affinities: Float32Array.from(itemIds, (_, i) => (i < 6 ? affinity : 0)) },
  };
}

/** Shoppers who met items 1 and 8 once, and then take what `choose` says. */
function casesOf(choose: (i: number) => number, length = 60): EvaluationCase[] {
  return Array.from({ length }, (_, i) => ({
    shopperId: `s${i}`,
    steps: [
      { item: 1, time: 0, session: 0 },
      { item: 8, time: 5, session: 0 },
    ],
    newSessionAt: 1e9,
    targets: [choose(i)],
  }));
}
const even = itemIds.map(() => 1);

/** Weighed by likelihood. */
function weigh(model: Model, cases: readonly EvaluationCase[], popularity: readonly number[], maxKept?: number) {
  return fitRanking(model, cases, popularity, { weighing: 'likelihood', maxKept });
}

describe('fitRanking', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it('weighs repeats by how much shoppers repeat', async () => {
    const weights = Float32Array.from(repeatFeatures, (name) => (name === 'times' ? 1 : 0));
    const model = { ...modelWith(0), repeats: { weights } };
    const repeating = await weigh(
      model,
      casesOf((i) => [1, 8, 1, 8, i % 12][i % 5]),
      even,
    );
    const exploring = await weigh(
      model,
      casesOf((i) => [2, 3, 4, 9, i % 12][i % 5]),
      even,
    );
    expect(repeating.repeat).toBeGreaterThan(1);
    expect(exploring.repeat).toBeLessThan(repeating.repeat - 1);
  });

  it('reads as many cases as fit in memory, spread over all', async () => {
    const model = modelWith(1);
    // The cluster favours what every other case takes.
    const all = casesOf((i) => (i % 2 === 0 ? 2 : 9));
    // Twelve items in three parts: room for 30 of the 60 cases, which are every other one.
    const half = await weigh(model, all, even, 30 * 3 * 12);
    expect(half).toEqual(
      await weigh(
        model,
        all.filter((_, i) => i % 2 === 0),
        even,
      ),
    );
    expect(half.cluster).toBeGreaterThan((await weigh(model, all, even)).cluster + 1);
  });

  it('weighs the cluster when shoppers take what it favours, and never against it', async () => {
    const model = modelWith(1);
    const favoured = await weigh(
      model,
      casesOf((i) => i % 6),
      even,
    );
    expect(favoured.cluster).toBeGreaterThan(1);
    const shunned = await weigh(
      model,
      casesOf((i) => 6 + (i % 6)),
      even,
    );
    expect(shunned.cluster).toBe(0);
  });

  it('weighs the shop’s order when shoppers take what stands in front', async () => {
    const popularity = itemIds.map((_, i) => 100 - i);
    const inFront = await weigh(
      modelWith(0),
      casesOf((i) => [0, 0, 0, 1, 1, 2][i % 6]),
      popularity,
    );
    const behind = await weigh(
      modelWith(0),
      casesOf((i) => [11, 11, 10, 9][i % 4]),
      popularity,
    );
    expect(inFront.position).toBeGreaterThan(0.5);
    expect(behind.position).toBe(0);
  });

  it('leaves repeats what they weigh beside the encoder where both were weighed by NDCG', async () => {
    const weights = Float32Array.from(repeatFeatures, (name) => (name === 'times' ? 1 : 0));
    const model = { ...modelWith(1), repeats: { weights } };
    const cases = casesOf((i) => [1, 8, 1, 8, i % 6][i % 5], 400);
    const { sequence, repeat, cluster } = await fitRanking(model, cases, even, { weighing: 'ndcg' });
    expect(repeat).toBe(sequence);
    expect(cluster).toBeGreaterThan(0);
    expect((await weigh(model, cases, even)).repeat).not.toBeCloseTo(repeat, 1);
    const shunned = await fitRanking(
      model,
      casesOf((i) => 6 + (i % 6), 400),
      even,
      { weighing: 'ndcg' },
    );
    expect(shunned.cluster).toBe(0);
    // By likelihood where there is too little to search: the blend has not weighed them then.
    expect(await fitRanking(model, cases.slice(1), even, { weighing: 'ndcg' })).toEqual(
      await weigh(model, cases.slice(1), even),
    );
  });

  it('passes over items that the model does not know', async () => {
    const weights = await weigh(modelWith(0), [...casesOf((i) => i % 12), ...casesOf(() => -1)], even);
    expect(weights).toEqual(
      await weigh(
        modelWith(0),
        casesOf((i) => i % 12),
        even,
      ),
    );
  });
});

describe('clusterUsefulness', () => {
  it('finds what clusters gain on cases they were not fitted on', async () => {
    const { clusters } = modelWith(1);
    const judge = await clusterUsefulness(
      modelWith(0),
      casesOf((i) => i % 6),
    );
    expect(judge(clusters)).toBeGreaterThan(0.05);
    expect(judge({ ...clusters, affinities: new Float32Array(12) })).toBe(0);
  });
});
