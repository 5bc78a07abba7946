import { kMeans } from '../../../clusters/algorithms/k-means.js';
import { type SoftClusters, softAssignment } from '../../../clusters/placing/soft-assignment.js';
import { VitrineError } from '../../../errors.js';
import { createAdamState, stepAdam } from '../../gradients/adam.js';
import type { DeepOptions } from './deep-options.js';
import { targetDistribution } from './target-distribution.js';

/** What places points and can learn to place them otherwise. */
export interface Placer {
  /** Numbers in an embedding. */
  readonly size: number;
  /** Where all points are now, row-major, [n, size]. */
  embed(): Float32Array;
  /**
   * Goes once over the points and improves.
   *
   * @param targets row-major, [n, k]
   * @param moveCentroids takes the gradient by the centroids, [k, size], and moves them, in place
   * @throws VitrineError `TRAINING_DIVERGED`
   */
  improve(clusters: SoftClusters, targets: Float64Array, moveCentroids: (slopes: Float32Array) => void): void;
}

/** What came of it; none of the clusters is empty. */
export interface RefinedClusters extends SoftClusters {
  /** Of the points, [n]. */
  readonly labels: Int32Array;
  /** Passes that were made. */
  readonly epochs: number;
}

/** Starts of k-means before. */
const nInit = 4;

/**
 * Deep embedded clustering: starts from k-means++, then sharpens the soft assignments into targets and moves embedding
 * and centroids towards them, pass by pass, until hardly a point changes its cluster.
 *
 * The scale of the kernel is the mean squared distance of the points to their centroids at the start (1 where that is 0),
 * so that nothing depends on the unit of the embedding. A cluster that loses all its points is dropped.
 *
 * @throws VitrineError `TRAINING_DIVERGED` when numbers stop being numbers, and as `kMeans`
 * @see Xie, Girshick and Farhadi 2016, arXiv:1511.06335; Guo et al. 2017, doi:10.24963/ijcai.2017/243, for the guard
 */
export function refineClusters(placer: Placer, options: Required<DeepOptions>): RefinedClusters {
  const { nClusters, learningRate, tol, seed } = options;
  const { size } = placer;
  const placed = placer.embed();
  const start = kMeans(placed, size, { nClusters, nInit, seed });
  const clusters: SoftClusters = { centroids: start.centroids, scale: start.inertia / start.labels.length || 1 };
  const parameters = { centroids: { shape: [nClusters, size], data: clusters.centroids } };
  const adam = createAdamState(parameters);
  const rate = { learningRate: learningRate * Math.sqrt(clusters.scale), weightDecay: 0 };
  const moveCentroids = (data: Float32Array) => stepAdam(parameters, { centroids: { data } }, adam, rate);

  let shares = softAssignment(placed, clusters, size);
  let labels = start.labels;
  let epoch = 0;
  for (let changed = 1; epoch < options.epochs && changed >= tol; epoch++) {
    try {
      placer.improve(clusters, targetDistribution(shares, nClusters), moveCentroids);
      shares = softAssignment(placer.embed(), clusters, size);
    } catch (cause) {
      if (!(cause instanceof VitrineError) || cause.code !== 'VALUE_NOT_FINITE') throw cause;
      throw new VitrineError(
        'TRAINING_DIVERGED',
        `the embeddings are no numbers any more in pass ${epoch + 1}: lower learningRate (now ${learningRate})`,
        { cause },
      );
    }
    const moved = likeliest(shares, nClusters);
    changed = moved.reduce((n, label, i) => (label === labels[i] ? n : n + 1), 0) / labels.length;
    labels = moved;
  }
  return { ...dropEmpty(clusters, likeliest(shares, nClusters), size), epochs: epoch };
}

/**
 * The likeliest cluster of each point; a tie goes to the lower label.
 *
 * @param shares row-major, [n, nClusters]
 */
export function likeliest(shares: Float64Array, nClusters: number): Int32Array {
  return Int32Array.from({ length: shares.length / nClusters }, (_, i) => {
    let best = 0;
    for (let c = 1; c < nClusters; c++) if (shares[i * nClusters + c] > shares[i * nClusters + best]) best = c;
    return best;
  });
}

function dropEmpty({ centroids, scale }: SoftClusters, labels: Int32Array, size: number) {
  const kept = [...new Set(labels)].sort((a, b) => a - b);
  const rows = kept.flatMap((label) => [...centroids.subarray(label * size, (label + 1) * size)]);
  return { centroids: Float32Array.from(rows), scale, labels: labels.map((label) => kept.indexOf(label)) };
}
