import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { fitClusters, maxFitted } from '../../../src/train/clusters/fit-clusters.js';

const titles = ['TEA CUP', 'TEA POT', 'LUNCH BAG', 'JUMBO BAG', 'PARTY BUNTING', 'PARTY HAT'];
const catalog = { itemIds: ['t1', 't2', 'b1', 'b2', 'p1', 'p2'], titles };
const size = 2;
const nShoppers = 90;

/** Three tastes of 30 shoppers each, far apart: shopper i has taste i % 3 and met both of its items. */
function threeTastes() {
  const random = createRandom(3);
  const corners = [0, 0, 10, 0, 0, 10];
  const tastes = Array.from({ length: nShoppers }, (_, i) => i % 3);
  return {
    embeddings: Float32Array.from(
      tastes.flatMap((taste) => [0, 1].map((d) => corners[taste * size + d] + random.normal())),
    ),
    shoppers: tastes.map((taste, i) => ({
      id: `s${i}`,
      steps: [0, 1].map((nth) => ({ item: taste * 2 + nth, time: nth, session: 0 })),
    })),
  };
}

const input = { ...threeTastes(), size, catalog, seed: 1 };

describe('fitClusters', () => {
  it('finds, names and sizes the tastes that are there', async () => {
    const { clusters, trials } = await fitClusters({ ...input, kRange: [2, 3, 4, 6] });
    expect(trials.find(({ isChosen }) => isChosen)?.nClusters).toBe(3);
    expect(clusters.summaries.map(({ size }) => size)).toEqual([30, 30, 30]);
    expect(clusters.summaries.map(({ topItemIds }) => [...topItemIds].sort().join()).sort()).toEqual([
      'b1,b2',
      'p1,p2',
      't1,t2',
    ]);
    expect(clusters.summaries.every(({ label }) => /tea|bag|party/.test(label))).toBe(true);
  });

  it('fits very many shoppers by a sample, and has all of them join', async () => {
    const times = 300;
    const many = { ...input, kRange: [3] };
    const repeated = {
      ...many,
      embeddings: Float32Array.from({ length: times * input.embeddings.length }, (_, i) => input.embeddings[i % 180]),
      shoppers: Array.from({ length: times }, () => input.shoppers).flat(),
    };
    expect(repeated.shoppers.length).toBeGreaterThan(maxFitted);
    const { clusters, trials } = await fitClusters(repeated);
    expect(clusters.summaries.map(({ size }) => size)).toEqual([9000, 9000, 9000]);
    // What was fitted is the sample: its inertia is that of 20,000 points, not of 27,000.
    const { trials: few } = await fitClusters(many);
    expect(trials[0].inertia / few[0].inertia).toBeCloseTo(maxFitted / nShoppers, -1);
  });

  it('gives shapes, a temperature and affinities that a model can hold', async () => {
    const { clusters } = await fitClusters({ ...input, kRange: [3] });
    expect(clusters.centroids).toHaveLength(3 * size);
    expect(clusters.affinities).toHaveLength(3 * titles.length);
    // the tastes spread with variance 1 in both directions
    expect(Math.abs(clusters.temperature - 2)).toBeLessThan(0.5);
    // of 30 shoppers spread so, the farthest is some two or three away, and far from the next taste
    expect(clusters.radii).toHaveLength(3);
    for (const radius of clusters.radii!) expect(Math.abs(radius - 2.7)).toBeLessThan(1.2);
    // each cluster favours its own two items, and the others tell nothing
    for (let c = 0; c < 3; c++) {
      const own = [...clusters.affinities.subarray(c * titles.length, (c + 1) * titles.length)];
      expect(own.filter((affinity) => affinity > 0)).toHaveLength(2);
      expect(own.filter((affinity) => affinity === 0)).toHaveLength(4);
    }
  });

  it('lets what clusters do for ranking outweigh a little separation', async () => {
    const { trials } = await fitClusters({
      ...input,
      kRange: [2, 3],
      usefulness: ({ summaries }) => (summaries.length === 2 ? 0.3 : 0.1),
    });
    expect(trials.map(({ usefulness }) => usefulness)).toEqual([0.3, 0.1]);
    // both differ by one standard deviation either way, so that the tie goes to fewer clusters
    expect(trials.map(({ isChosen }) => isChosen)).toEqual([true, false]);
  });

  it('is the same for the same seed, to the bit', async () => {
    expect(await fitClusters({ ...input, kRange: [3, 5] })).toEqual(await fitClusters({ ...input, kRange: [3, 5] }));
  });

  it('makes do with as many clusters as there are distinct embeddings', async () => {
    const few = { embeddings: Float32Array.of(0, 0, 0, 0, 4, 4), shoppers: input.shoppers.slice(0, 3) };
    const { clusters, trials } = await fitClusters({ ...input, ...few, kRange: [4, 8] });
    expect(trials).toMatchObject([{ nClusters: 2, inertia: 0, isChosen: true }]);
    expect(clusters.summaries.map(({ label }) => label).sort()).toEqual(['group 1', 'group 2']);
    expect(clusters.temperature).toBeGreaterThan(0);
  });

  it('makes do with a single shopper', async () => {
    const one = { embeddings: Float32Array.of(1, 2), shoppers: input.shoppers.slice(0, 1) };
    const { clusters } = await fitClusters({ ...input, ...one });
    expect(clusters.summaries).toEqual([{ id: 0, label: 'group 1', terms: [], size: 1, topItemIds: [] }]);
    expect(clusters.centroids).toEqual(one.embeddings);
  });

  it.each([
    ['one embedding too few', { embeddings: input.embeddings.subarray(size) }, 'SHAPE_MISMATCH'],
    ['no shopper', { embeddings: new Float32Array(), shoppers: [] }, 'DATA_EMPTY'],
    ['NaN', { embeddings: input.embeddings.map((v, i) => (i === 7 ? Number.NaN : v)) }, 'VALUE_NOT_FINITE'],
    ['no number of clusters', { kRange: [] }, 'OPTION_INVALID'],
    ['half a cluster', { kRange: [2.5] }, 'OPTION_INVALID'],
  ])('refuses %s', async (_, broken, code) => {
    await expect(fitClusters({ ...input, ...broken })).rejects.toMatchObject({ name: 'VitrineError', code });
  });
});
