import type { Random } from '../../random.js';
import { tooFewDistinct } from '../points/check-options.js';
import { loadRow, rowDistances } from '../points/row-distances.js';

/**
 * Chooses distinct points to start k-means from, far apart: each is drawn with a probability proportional to its
 * squared distance to those chosen before; of 2 + floor(ln k) such draws the one that lowers the inertia most is kept.
 *
 * @param points row-major, [n, size], finite
 * @returns centroids, row-major, [nClusters, size]
 * @throws VitrineError `DATA_TOO_SMALL` when there are fewer distinct points than clusters
 * @see Arthur and Vassilvitskii 2007, "k-means++: the advantages of careful seeding" (the greedy variant of section 6)
 */
export function chooseStart(points: Float32Array, size: number, nClusters: number, random: Random): Float64Array {
  const n = points.length / size;
  const nDraws = 2 + Math.floor(Math.log(nClusters));
  const chosen = [random.integer(n)];
  let distances = distancesTo(points, size, chosen[0]);
  while (chosen.length < nClusters) {
    const total = sum(distances);
    if (total === 0) throw tooFewDistinct(chosen.length, nClusters);
    let best = { point: -1, inertia: Number.POSITIVE_INFINITY, distances };
    for (let draw = 0; draw < nDraws; draw++) {
      const point = drawProportionally(distances, total, random);
      const nearer = distancesTo(points, size, point, distances);
      const inertia = sum(nearer);
      if (inertia < best.inertia) best = { point, inertia, distances: nearer };
    }
    chosen.push(best.point);
    distances = best.distances;
  }
  const centroids = new Float64Array(nClusters * size);
  chosen.forEach((point, c) => {
    centroids.set(points.subarray(point * size, (point + 1) * size), c * size);
  });
  return centroids;
}

/** Squared distances of all points to one of them, no larger than `limits` where given. */
function distancesTo(points: Float32Array, size: number, point: number, limits?: Float64Array): Float64Array {
  const distances = new Float64Array(points.length / size);
  rowDistances(loadRow(new Float64Array(size), points, point), points, 0, distances.length, distances);
  if (limits) for (let i = 0; i < limits.length; i++) distances[i] = Math.min(limits[i], distances[i]);
  return distances;
}

function drawProportionally(weights: Float64Array, total: number, random: Random): number {
  let left = random.next() * total;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i; // where rounding leaves a rest, the last point that has a chance
    left -= weights[i];
    if (left < 0) break;
  }
  return last;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
