import { memory } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { adjustedRand } from '../../../../src/clusters/judging/adjusted-rand.js';
import { softAssignment } from '../../../../src/clusters/placing/soft-assignment.js';
import type { Model } from '../../../../src/encoder/artifact/model.js';
import { createEncoder } from '../../../../src/encoder/kinds/create-encoder.js';
import { createRandom } from '../../../../src/random.js';
import { computeClusteringStep } from '../../../../src/train/cluster-lab/deep/clustering-step.js';
import { groupByTuning } from '../../../../src/train/cluster-lab/deep/group-by-tuning.js';
import { standingBatches } from '../../../../src/train/cluster-lab/deep/standing-batches.js';
import { tuneEncoder } from '../../../../src/train/cluster-lab/deep/tune-encoder.js';
import type { ShopperState } from '../../../../src/train/cluster-lab/spaces/shopper-state.js';
import { standingSequence } from '../../../../src/train/cluster-lab/spaces/standing-sequence.js';
import { encoderOptions } from '../../../../src/train/config/encoder-options.js';
import { embedSequences } from '../../../../src/train/tensorflow/embed-sequences.js';
import { loadTensorflow } from '../../../../src/train/tensorflow/load-tensorflow.js';
import { tinyModel } from '../../models/tiny-model.js';
import { stateOf } from '../states.js';
import { trainedTastes } from './trained-tastes.js';

let model: Model;
let states: ShopperState[];
let tastes: Int32Array;
const half = (nth: number) => (_: unknown, i: number) => i % 2 === nth;
const quick = { nClusters: 2, epochs: 3, tol: 0, learningRate: 0.005, seed: 1 };

beforeAll(async () => {
  await loadTensorflow();
  ({ model, states, tastes } = await trainedTastes());
});

const embed = (own: Model, of: readonly ShopperState[]) =>
  embedSequences(
    own,
    of.map((state) => standingSequence(own, state)),
  );

/** The sum of the squared distances to the middle of all. */
function spread(points: Float32Array, size: number): number {
  const n = points.length / size;
  const middle = new Float64Array(size);
  points.forEach((value, p) => {
    middle[p % size] += value / n;
  });
  return points.reduce((sum, value, p) => sum + (value - middle[p % size]) ** 2, 0);
}

describe('tuneEncoder', () => {
  it('separates shoppers who behave in two ways, those it never saw too', () => {
    const groups = groupByTuning(model)(states.filter(half(0)), { nClusters: 2, seed: 1 });
    expect(groups.nClusters).toBe(2);
    expect(adjustedRand(groups.label(states.filter(half(1))), tastes.filter(half(1)))).toBeGreaterThan(0.9);
  });

  it('makes the encoder surer of the clusters, and leaves the model as it was', () => {
    const own = tinyModel(2, [...model.vocabulary.itemIds]);
    const before = structuredClone(own.encoderWeights);
    const hard = { ...quick, epochs: 30, learningRate: 0.003, clusteringWeight: 10 };
    const start = tuneEncoder(own, states, { ...hard, epochs: 1, learningRate: 1e-9 });
    const tuned = tuneEncoder(own, states, hard);
    const sureness = ({ encoderWeights, ...clusters }: typeof tuned) => {
      const shares = softAssignment(embed({ ...own, encoderWeights }, states), clusters, own.encoder.embeddingSize);
      return tuned.labels.reduce(
        (sum, label, i) => sum + Math.max(shares[2 * i + label], shares[2 * i + 1 - label]),
        0,
      );
    };
    expect(tuned.epochs).toBe(30);
    expect(sureness(tuned)).toBeGreaterThan(1.03 * sureness(start));
    expect(own.encoderWeights).toEqual(before);
    expect(tuned.encoderWeights).not.toEqual(before);
  });

  it('is the same for the same seed, to the bit, and leaves no tensor behind', () => {
    const nTensors = memory().numTensors;
    const [one, again] = [tuneEncoder(model, states, quick), tuneEncoder(model, states, quick)];
    expect(again).toEqual(one);
    expect(memory().numTensors).toBe(nTensors);
    expect(tuneEncoder(model, states, { ...quick, seed: 2 }).encoderWeights).not.toEqual(one.encoderWeights);
  });

  it('keeps the embedding from collapsing where the guard has a say', () => {
    const size = model.encoder.embeddingSize;
    const within = (clusteringWeight: number) => {
      const { encoderWeights, labels } = tuneEncoder(model, states, { ...quick, epochs: 6, clusteringWeight });
      const points = embed({ ...model, encoderWeights }, states);
      const ofGroup = [0, 1].map((label) => points.filter((_, p) => labels[Math.floor(p / size)] === label));
      return ofGroup.reduce((sum, group) => sum + spread(group, size), 0) / spread(points, size);
    };
    expect(within(0.1)).toBeGreaterThan(1.2 * within(1000));
  });

  it('stops with an error where the loss is no number any more', () => {
    expect(() => tuneEncoder(model, states, { ...quick, learningRate: 1e30 })).toThrow(
      expect.objectContaining({ code: 'TRAINING_DIVERGED', message: expect.stringContaining('lower learningRate') }),
    );
  });

  it('refuses what other algorithms refuse', () => {
    const codeOf = (own: Model, of: readonly ShopperState[], nClusters: number) => {
      try {
        tuneEncoder(own, of, { ...quick, nClusters });
        return 'no error';
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    expect(codeOf(model, states.slice(0, 3), 4)).toBe('DATA_TOO_SMALL');
    expect(codeOf(model, Array(5).fill(states[0]), 2)).toBe('DATA_TOO_SMALL');
    expect(codeOf(model, [], 1)).toBe('DATA_EMPTY');
    expect(codeOf(model, states, 0)).toBe('OPTION_INVALID');
    expect(() => tuneEncoder(model, states, { ...quick, maxTokens: 0 })).toThrow(/maxTokens is 0/);
    const broken = { ...model, itemEmbeddings: new Float32Array(model.itemEmbeddings.length).fill(Number.NaN) };
    expect(codeOf(broken, states, 2)).toBe('VALUE_NOT_FINITE');
    const bag = { ...model, encoder: { ...model.encoder, kind: 'bag' as const }, encoderWeights: {} };
    expect(codeOf(bag, states, 2)).toBe('OPTION_INVALID');
  });

  it.each(['bert', 'gru', 'convolution', 'session-graph'])('tunes a %s encoder, and reads searches', (kind) => {
    const random = createRandom(4);
    const draw = (length: number) => Float32Array.from({ length }, () => 0.3 * random.normal());
    const encoder = encoderOptions.parse({ kind, embeddingSize: 4, maxSequenceLength: 8, textBuckets: 16 });
    const weights = createEncoder(encoder).parameters.map(({ name, shape }) => {
      return [name, { shape, data: draw(shape.reduce((product, n) => product * n, 1)) }] as const;
    });
    const own: Model = {
      ...tinyModel(1),
      encoder,
      encoderWeights: Object.fromEntries(weights),
      text: { nBuckets: 16, rows: draw(64) },
      hasQueries: true,
    };
    const few = [stateOf([0, 1, 2]), stateOf([2, 1]), stateOf([0], [1]), stateOf([2]), stateOf([1, 1], [2, 0])];
    const searching = few.map((state) => ({ ...state, queries: [{ query: 'red mug', time: 0, session: 0 }] }));
    const { encoderWeights, labels } = tuneEncoder(own, searching, { ...quick, epochs: 1 });
    expect(labels).toHaveLength(5);
    for (const [name, { data }] of weights) {
      expect(encoderWeights[name].data.every(Number.isFinite)).toBe(true);
      if (data.length > 4) expect(encoderWeights[name].data).not.toEqual(data);
    }
  });
});

describe('computeClusteringStep', () => {
  it('has the gradient by which the loss changes', () => {
    const own = tinyModel(3);
    const encoder = createEncoder(own.encoder);
    const few = [stateOf([0, 1, 2]), stateOf([2, 1]), stateOf([0], [1])].map((state) => standingSequence(own, state));
    const [batch] = standingBatches(own, encoder, few, createRandom(1));
    const clusters = { centroids: Float32Array.of(1, 0, -1, 2, 0, 1, 1, -1), scale: 3 };
    const targets = Float64Array.of(0.8, 0.2, 0.1, 0.9, 0.5, 0.5);
    const measure = (weights: Model['encoderWeights']) =>
      computeClusteringStep(encoder, weights, batch, clusters, targets);
    const { gradients } = measure(own.encoderWeights);
    for (const [name, { data, shape }] of Object.entries(own.encoderWeights)) {
      const steepest = gradients[name].data.reduce((a, b, p, all) => (Math.abs(b) > Math.abs(all[a]) ? p : a), 0);
      const slope = gradients[name].data[steepest];
      const lossAt = (step: number) => {
        const moved = data.slice();
        moved[steepest] += step;
        return measure({ ...own.encoderWeights, [name]: { shape, data: moved } }).loss;
      };
      expect(Math.abs((lossAt(0.01) - lossAt(-0.01)) / 0.02 - slope), name).toBeLessThan(0.02 * Math.abs(slope) + 2e-4);
    }
  });
});
