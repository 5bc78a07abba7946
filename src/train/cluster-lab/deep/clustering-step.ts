import {
  customGrad,
  type GradSaveFunc,
  mul,
  scalar,
  type Tensor,
  tensor,
  tidy,
  valueAndGrads,
} from '@tensorflow/tfjs-core';
import type { SoftClusters } from '../../../clusters/placing/soft-assignment.js';
import type { Encoder } from '../../../encoder/encoder.js';
import { createTfjsOps } from '../../../encoder/ops/tfjs-ops.js';
import type { Gradient } from '../../gradients/adam.js';
import type { Parameters } from '../../gradients/parameters.js';
import { viewTensor } from '../../tensorflow/tensor-view.js';
import { gatherRows, matMulWithGradient } from '../../tensorflow/tfjs-training-ops.js';
import { clusteringLoss } from './clustering-loss.js';
import type { StandingBatch } from './standing-batches.js';

export interface ClusteringStep {
  readonly loss: number;
  /** By each of the encoder's own parameters. */
  readonly gradients: Readonly<Record<string, Gradient>>;
  /** Row-major, [k, size]. */
  readonly byCentroids: Float32Array;
}

/**
 * The clustering loss of a batch of shoppers and its gradient by the encoder's weights and the centroids; nothing is
 * dropped out, as the targets come from an encoder that drops nothing.
 *
 * @param weights those of the encoder among them
 * @param targets of all shoppers, row-major, [n, k]
 */
export function computeClusteringStep(
  encoder: Encoder,
  weights: Readonly<Parameters>,
  { input, shoppers, places }: StandingBatch,
  clusters: SoftClusters,
  targets: Float64Array,
): ClusteringStep {
  const size = encoder.config.embeddingSize;
  const k = clusters.centroids.length / size;
  const own = new Float64Array(shoppers.length * k);
  shoppers.forEach((shopper, i) => {
    own.set(targets.subarray(shopper * k, (shopper + 1) * k), i * k);
  });
  const names = encoder.parameters.map(({ name }) => name);
  const gradients: Record<string, Gradient> = {};
  let loss = Number.NaN;
  let byCentroids: Float32Array = new Float32Array(0);
  // Nothing leaves the tidy by return: it would search the arrays, element by element, for tensors to keep.
  tidy(() => {
    const ops = createTfjsOps({ matMul: matMulWithGradient, gather: gatherRows });
    const measure = customGrad((...given) => {
      const [standing, save] = given as [Tensor, GradSaveFunc];
      const measured = clusteringLoss(viewTensor(standing).slice(), clusters, own, size);
      byCentroids = measured.byCentroids;
      save([tensor(measured.byEmbeddings, [shoppers.length, size])]);
      return { value: scalar(measured.loss), gradFunc: (dy: Tensor, saved: Tensor[]) => mul(saved[0], dy) };
    });
    const forward = (...values: Tensor[]): Tensor => {
      const { batchSize, length } = input;
      const encoded = encoder.encode(ops, Object.fromEntries(names.map((name, i) => [name, values[i]])), {
        ...input,
        rows: tensor(input.rows, [batchSize, length, size]),
      });
      return measure(gatherRows(ops.reshape(encoded, [batchSize * length, size]), places, [places.length]));
    };
    const given = names.map((name) => tensor(weights[name].data, [...weights[name].shape]));
    const { value, grads } = valueAndGrads(forward as (...args: Tensor[]) => Tensor)(given);
    loss = value.dataSync()[0];
    names.forEach((name, i) => {
      gradients[name] = { data: viewTensor(grads[i]).slice() };
    });
  });
  return { loss, gradients, byCentroids };
}
