import { beforeAll, describe, expect, it } from 'vitest';
import { createAffinityCounter } from '../../../../src/train/cluster-lab/judging/count-affinities.js';
import { prepareUsefulness, type UsefulnessBench } from '../../../../src/train/cluster-lab/judging/usefulness.js';
import { usefulnessCases } from '../../../../src/train/cluster-lab/judging/usefulness-cases.js';
import { trainingPart } from '../../../../src/train/dataset/dataset-part.js';
import { tinyModel } from '../../models/tiny-model.js';
import { nTastes, tasteLog, tasteOf } from '../tastes.js';

const dataset = tasteLog();
const { shoppers } = trainingPart(dataset);
const cases = usefulnessCases(dataset, 'validation', 200, 1);

describe('usefulnessCases', () => {
  it('asks within sessions, at their begin, and of those without a history', () => {
    const { 'in a session': within, 'new session': begin, 'short history': short } = cases;
    expect(within).toHaveLength(120);
    expect(within.every(({ steps, newSessionAt }) => steps.length > 2 && newSessionAt === undefined)).toBe(true);
    expect(begin).toHaveLength(120);
    expect(
      begin.every(({ newSessionAt, steps }) => newSessionAt && steps.every(({ time }) => time < newSessionAt)),
    ).toBe(true);
    expect(new Set(short.map(({ steps }) => steps.length))).toEqual(new Set([1, 2]));
    expect(short.every(({ steps }) => steps.every(({ session }) => session === 5))).toBe(true);
  });

  it('asks for nothing that is given', () => {
    for (const { steps, targets } of cases['short history']) {
      expect(steps.map(({ item }) => item)).not.toContain(targets[0]);
    }
  });

  it('draws a sample, the same for a seed', () => {
    const ids = (seed: number) =>
      usefulnessCases(dataset, 'validation', 30, seed)['new session'].map(({ shopperId }) => shopperId);
    expect(ids(1)).toHaveLength(30);
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
  });
});

describe('prepareUsefulness', () => {
  const tasteOfId = (id: string) => tasteOf(Number(id.split('-')[1]));
  let bench: UsefulnessBench;

  beforeAll(async () => {
    bench = await prepareUsefulness({
      model: tinyModel(1, [...dataset.vocabulary.itemIds]),
      situation: 'short history',
      cases: cases['short history'],
      countAffinities: createAffinityCounter(
        shoppers.map(({ steps }) => steps.map(({ item }) => item)),
        dataset.vocabulary.size,
        1,
      ),
      seed: 1,
    });
  });

  const labels = (of: (taste: number, i: number) => number) => ({
    nClusters: nTastes,
    known: Int32Array.from(shoppers, ({ id }, i) => of(tasteOfId(id), i)),
    asking: Int32Array.from(cases['short history'], ({ shopperId }, i) => of(tasteOfId(shopperId), i)),
  });

  it('sees what clusters of the same taste add to a model that knows nothing', () => {
    const {
      without,
      random,
      with: aware,
      overWithout,
      overRandom,
      clusterWeight,
      nShoppers,
    } = bench.measure(labels((taste) => taste));
    expect(nShoppers).toBe(60);
    expect(clusterWeight).toBeGreaterThan(0);
    // six of eighteen items are left, less the one or two that are given
    expect(aware).toBeGreaterThan(without + 0.2);
    expect(aware).toBeGreaterThan(random + 0.2);
    expect(overWithout.difference).toBeCloseTo(aware - without, 10);
    expect(overRandom.difference).toBeCloseTo(aware - random, 10);
    expect(overWithout.interval[0]).toBeGreaterThan(0);
    expect(overWithout.interval[0]).toBeLessThan(overWithout.difference);
    expect(overWithout.interval[1]).toBeGreaterThan(overWithout.difference);
  });

  it('sees that clusters by chance add nothing', () => {
    const { overWithout, overRandom } = bench.measure(labels((_, i) => Math.floor(i / 3) % nTastes));
    expect(overWithout.interval[0]).toBeLessThanOrEqual(0);
    expect(Math.abs(overRandom.difference)).toBeLessThan(0.1);
  });

  it('adds nothing for shoppers who belong to no cluster', () => {
    const none = bench.measure({
      ...labels((taste) => taste),
      asking: new Int32Array(cases['short history'].length).fill(-1),
    });
    expect(none).toMatchObject({ clusterWeight: 0, overWithout: { difference: 0, interval: [0, 0] } });
  });
});
