import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../../src/encoder/artifact/model.js';
import { briefTuning } from '../../../../src/train/cluster-lab/deep/deep-options.js';
import { createEmbeddingSpace } from '../../../../src/train/cluster-lab/deep/embedding-space.js';
import { tuneEncoder } from '../../../../src/train/cluster-lab/deep/tune-encoder.js';
import { algorithms } from '../../../../src/train/cluster-lab/groups/algorithms.js';
import { prepareSpace } from '../../../../src/train/cluster-lab/groups/prepare-space.js';
import { judgeClustering } from '../../../../src/train/cluster-lab/judging/judge-clustering.js';
import { measureSeparation } from '../../../../src/train/cluster-lab/judging/separation.js';
import type { FeatureSpace } from '../../../../src/train/cluster-lab/spaces/feature-space.js';
import type { ShopperState } from '../../../../src/train/cluster-lab/spaces/shopper-state.js';
import { tinyModel } from '../../models/tiny-model.js';
import { tasteLog } from '../tastes.js';

let model: Model;
let states: ShopperState[];
let space: FeatureSpace;
const contender = { ...algorithms.deep, algorithm: 'deep', nClusters: 2, noise: 'keep' as const };

beforeAll(async () => {
  const log = tasteLog(60);
  states = log.shoppers.map(({ steps }) => ({ steps, at: log.split.testFrom }));
  model = tinyModel(2, [...log.vocabulary.itemIds]);
  space = await createEmbeddingSpace(model);
});

describe('deep clustering', () => {
  it('is judged where the encoder placed shoppers before it was tuned', async () => {
    const { size } = space;
    const judged = judgeClustering(prepareSpace({ space, states, others: [], seed: 1 }), [], contender, 1);
    const { labels, encoderWeights } = tuneEncoder(model, states, { nClusters: 2, seed: 1, ...briefTuning });
    expect(judged.separation).toEqual(measureSeparation(space.place(states), size, labels, 1));
    const shaped = await createEmbeddingSpace({ ...model, encoderWeights });
    const shapedByItself = measureSeparation(shaped.place(states), size, labels, 1);
    expect(Math.abs(shapedByItself.silhouette - judged.separation.silhouette)).toBeGreaterThan(1e-4);
  });

  it('is fitted anew to the shoppers of each half, and to points alone for the null', () => {
    const fitted: number[] = [];
    const counting: FeatureSpace = {
      ...space,
      tune: (of) => {
        fitted.push(of.length);
        return { nClusters: 3, label: (asked) => Int32Array.from(asked, ({ steps }) => Math.floor(steps[0].item / 6)) };
      },
    };
    const prepared = prepareSpace({ space: counting, states, others: [], seed: 1 });
    const { stability } = judgeClustering(prepared, [], contender, 1);
    expect(fitted).toEqual([60, 20, 20, 20, 20]);
    expect(stability.halves?.agreement).toBe(1);
    expect(stability.halves?.nullAgreement).toBeLessThan(0.9);
  });
});
