import { type SoftClusters, softAssignment } from '../../../clusters/placing/soft-assignment.js';
import { clusterMeans, inertiaOf } from '../../../clusters/points/cluster-means.js';
import { type Clustering, checkPoints, checkRows, type Fit } from '../../../clusters/points/clustering.js';
import { createRandom } from '../../../random.js';
import { createAdamState, stepAdam } from '../../gradients/adam.js';
import { takeRows } from '../spaces/placed-points.js';
import { clusteringLoss } from './clustering-loss.js';
import { type DeepOptions, readDeepOptions } from './deep-options.js';
import { likeliest, type Placer, refineClusters } from './refine-clusters.js';

/** A clustering with the head that made it. */
export interface HeadClustering extends Clustering {
  /** What is added to a point before it meets the prototypes: point · head, row-major, [size, size]. */
  readonly head: Float32Array;
  /** In the space of point + point · head. */
  readonly prototypes: SoftClusters;
}

/** Points of a step. */
const batchSize = 256;

/**
 * Deep embedded clustering of points that are embeddings already: a linear layer, at first the identity, is tuned
 * together with the prototypes. What it is guarded by is how far it moves the points: the mean of their squared moves
 * over the scale counts beside the clustering loss.
 *
 * Centroids and inertia are those of the points as they were given, not as the layer moves them.
 *
 * @param points row-major, [n, size]
 * @throws VitrineError `OPTION_INVALID` for an option out of range, `DATA_TOO_SMALL` for fewer distinct points than
 *   clusters, `TRAINING_DIVERGED`, and as `checkPoints`
 * @see Xie et al. 2016, arXiv:1511.06335; Guo et al. 2017, doi:10.24963/ijcai.2017/243
 * @example clusterByHead(Float32Array.of(0, 1, 9, 10), 1, { nClusters: 2 }).labels // Int32Array [1, 1, 0, 0]
 */
export const clusterByHead: Fit<DeepOptions, HeadClustering> = (points, size, options) => {
  const n = checkPoints(points, size);
  const read = readDeepOptions(options);
  const head = new Float32Array(size * size);
  const parameters = { head: { shape: [size, size], data: head } };
  const adam = createAdamState(parameters);
  const random = createRandom(read.seed);
  const rates = { learningRate: read.learningRate, weightDecay: 0 };
  const placer: Placer = {
    size,
    embed: () => throughHead(points, head, size),
    improve(clusters, targets, moveCentroids) {
      const order = random.shuffle(Int32Array.from({ length: n }, (_, i) => i));
      const k = clusters.centroids.length / size;
      for (let from = 0; from < n; from += batchSize) {
        const rows = order.subarray(from, from + batchSize);
        const batch = takeRows(points, size, rows);
        const placed = throughHead(batch, head, size);
        const own = Float64Array.from(
          { length: rows.length * k },
          (_, p) => targets[rows[Math.floor(p / k)] * k + (p % k)],
        );
        const { byEmbeddings, byCentroids } = clusteringLoss(placed, clusters, own, size);
        const perMove = 2 / (rows.length * clusters.scale);
        const slopes = byEmbeddings.map((slope, p) => read.clusteringWeight * slope + perMove * (placed[p] - batch[p]));
        stepAdam(parameters, { head: { data: slopesOfHead(batch, slopes, size) } }, adam, rates);
        moveCentroids(byCentroids);
      }
    },
  };
  const { labels, centroids: prototypes, scale } = refineClusters(placer, read);
  const centroids = new Float32Array(clusterMeans(points, size, labels));
  return {
    labels,
    centroids,
    inertia: inertiaOf(points, size, labels, centroids),
    head,
    prototypes: { centroids: prototypes, scale },
    assign(own) {
      checkRows(own, size);
      const shares = softAssignment(throughHead(own, head, size), { centroids: prototypes, scale }, size);
      return likeliest(shares, prototypes.length / size);
    },
  };
};

/** Each point plus its product with the head, row-major, [n, size]. */
function throughHead(points: Float32Array, head: Float32Array, size: number): Float32Array {
  const placed = points.slice();
  for (let from = 0; from < points.length; from += size) {
    for (let d = 0; d < size; d++) {
      let sum = points[from + d];
      for (let e = 0; e < size; e++) sum += points[from + e] * head[e * size + d];
      placed[from + d] = sum;
    }
  }
  return placed;
}

/** The gradient by the head, points' · slopes, row-major, [size, size]. */
function slopesOfHead(points: Float32Array, slopes: Float32Array, size: number): Float32Array {
  const sums = new Float32Array(size * size);
  for (let from = 0; from < points.length; from += size) {
    for (let e = 0; e < size; e++) {
      const value = points[from + e];
      for (let d = 0; d < size; d++) sums[e * size + d] += value * slopes[from + d];
    }
  }
  return sums;
}
