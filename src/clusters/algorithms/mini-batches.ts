import type { Random } from '../../random.js';
import type { Nearest } from '../kernel/create-nearest.js';
import { chooseStart } from './choose-start.js';
import { scaleRows } from './directions.js';
import { swapStarts } from './swap-starts.js';

interface MiniBatchOptions {
  readonly nClusters: number;
  /** Starts to choose from, by their inertia on a sample. */
  readonly nInit: number;
  readonly batchSize: number;
  /** As many batches as would hold the points so many times over, at most. */
  readonly maxIter: number;
  /** Whether centroids are kept at length 1. */
  readonly isSpherical: boolean;
  /** For `nClusters` centroids. */
  readonly labelNearest: Nearest;
}

/** Starts are chosen among the points of so many batches, and compared on as many others. */
const batchesToStart = 3;

/** Swaps that are tried to better a start, for each cluster. */
const swapsPerCluster = 5;

/** A batch counts so much in the moving mean of inertia that says when to stop. */
const smoothing = 1 / 16;

/** Batches without a new low of that mean before it is over. */
const maxNoImprovement = 16;

/**
 * Moves centroids towards small random batches of points: each centroid is the mean of all points that it has been
 * nearest to, so that it moves less and less.
 *
 * @param points row-major, [n, size], finite
 * @returns centroids, row-major, [nClusters, size]
 * @throws VitrineError `DATA_TOO_SMALL` when there are fewer distinct points than clusters
 * @see Sculley 2010, doi:10.1145/1772690.1772862
 */
export function miniBatches(
  points: Float32Array,
  size: number,
  options: MiniBatchOptions,
  random: Random,
): Float64Array {
  const n = points.length / size;
  const { nClusters, batchSize, maxIter, isSpherical, labelNearest } = options;
  const centroids = chooseBestStart(points, size, options, random);
  const counts = new Float64Array(nClusters);
  const batch = new Float32Array(batchSize * size);
  const labels = new Int32Array(batchSize);
  const distances = new Float64Array(batchSize);
  let meanInertia = Number.NaN;
  let lowest = Number.POSITIVE_INFINITY;
  let sinceLowest = 0;
  for (let left = Math.ceil((maxIter * n) / batchSize); left > 0 && sinceLowest < maxNoImprovement; left--) {
    drawPoints(points, size, random, batch);
    labelNearest(batch, centroids, labels, distances);
    moveTowards(centroids, counts, batch, labels, size);
    if (isSpherical) scaleRows(centroids, size);
    const inertia = distances.reduce((sum, distance) => sum + distance, 0);
    meanInertia = Number.isNaN(meanInertia) ? inertia : meanInertia + smoothing * (inertia - meanInertia);
    sinceLowest = meanInertia < lowest ? 0 : sinceLowest + 1;
    lowest = Math.min(lowest, meanInertia);
  }
  return centroids;
}

function chooseBestStart(
  points: Float32Array,
  size: number,
  { nClusters, nInit, batchSize, labelNearest }: MiniBatchOptions,
  random: Random,
): Float64Array {
  const n = points.length / size;
  const sampleSize = Math.min(n, Math.max(batchesToStart * batchSize, batchesToStart * nClusters));
  const draw = () =>
    sampleSize === n ? points : drawPoints(points, size, random, new Float32Array(sampleSize * size));
  const judged = draw();
  const labels = new Int32Array(sampleSize);
  const distances = new Float64Array(sampleSize);
  let best: Float64Array = new Float64Array();
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < nInit; start++) {
    const sample = draw();
    const plain = chooseStart(sample, size, nClusters, random);
    const centroids = swapStarts(sample, size, plain, swapsPerCluster * nClusters, random);
    labelNearest(judged, centroids, labels, distances);
    const inertia = distances.reduce((sum, distance) => sum + distance, 0);
    if (inertia < least) {
      least = inertia;
      best = centroids;
    }
  }
  return best;
}

/** Fills `batch` with points, drawn with replacement. */
function drawPoints(points: Float32Array, size: number, random: Random, batch: Float32Array): Float32Array {
  const n = points.length / size;
  for (let at = 0; at < batch.length; at += size) {
    const from = random.integer(n) * size;
    for (let d = 0; d < size; d++) batch[at + d] = points[from + d];
  }
  return batch;
}

/** Each point draws its centroid by one over the number of points that the centroid has seen. */
function moveTowards(
  centroids: Float64Array,
  counts: Float64Array,
  batch: Float32Array,
  labels: Int32Array,
  size: number,
): void {
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i];
    const rate = 1 / ++counts[c];
    for (let d = 0; d < size; d++) centroids[c * size + d] += rate * (batch[i * size + d] - centroids[c * size + d]);
  }
}
