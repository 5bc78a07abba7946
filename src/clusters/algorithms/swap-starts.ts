import type { Random } from '../../random.js';
import { loadRow, rowDistances } from '../points/row-distances.js';

/**
 * Improves a start of k-means by swaps: a point is drawn with a probability proportional to its squared distance to its
 * nearest centroid, and takes the place of the centroid that is missed least, if that lowers the inertia.
 *
 * This frees a start from what Lloyd's algorithm cannot mend: two centroids in one dense group, and one amid two others.
 * Time O(nTrials n size), and O(k n) for each swap.
 *
 * @param points row-major, [n, size], finite
 * @param start centroids, row-major, [k, size]; overwritten
 * @returns `start`
 * @see Lattanzi and Sohler 2019, "A better k-means++ algorithm via local search"
 */
export function swapStarts(
  points: Float32Array,
  size: number,
  start: Float64Array,
  nTrials: number,
  random: Random,
): Float64Array {
  const n = points.length / size;
  const k = start.length / size;
  const row = new Float64Array(size);
  const distancesTo = (rows: Float32Array | Float64Array, i: number) => {
    const distances = new Float64Array(n);
    rowDistances(loadRow(row, rows, i), points, 0, n, distances);
    return distances;
  };
  const toCentroids = Array.from({ length: k }, (_, c) => distancesTo(start, c));
  const nearest = { labels: new Int32Array(n), first: new Float64Array(n), second: new Float64Array(n) };
  findNearest(toCentroids, nearest);
  let inertia = nearest.first.reduce((sum, distance) => sum + distance, 0);
  for (let trial = 0; trial < nTrials && inertia > 0; trial++) {
    const candidate = drawByDistance(nearest.first, inertia, random);
    const toCandidate = distancesTo(points, candidate);
    const { replaced, swapped } = bestSwap(toCandidate, nearest, k);
    if (!(swapped < inertia)) continue;
    toCentroids[replaced] = toCandidate;
    start.set(points.subarray(candidate * size, (candidate + 1) * size), replaced * size);
    findNearest(toCentroids, nearest);
    inertia = nearest.first.reduce((sum, distance) => sum + distance, 0);
  }
  return start;
}

/** For each point its nearest centroid, how far that is, and how far the second nearest. */
interface NearestTwo {
  readonly labels: Int32Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function findNearest(toCentroids: readonly Float64Array[], { labels, first, second }: NearestTwo): void {
  first.fill(Number.POSITIVE_INFINITY);
  second.fill(Number.POSITIVE_INFINITY);
  toCentroids.forEach((distances, c) => {
    for (let i = 0; i < distances.length; i++) {
      const distance = distances[i];
      if (distance < first[i]) {
        second[i] = first[i];
        first[i] = distance;
        labels[i] = c;
      } else if (distance < second[i]) {
        second[i] = distance;
      }
    }
  });
}

function drawByDistance(distances: Float64Array, total: number, random: Random): number {
  let left = random.next() * total;
  let drawn = 0;
  for (; drawn < distances.length - 1; drawn++) {
    left -= distances[drawn];
    if (left < 0) break;
  }
  return drawn;
}

/** The centroid whose place a candidate takes best, and the inertia that this leaves. */
function bestSwap(toCandidate: Float64Array, { labels, first, second }: NearestTwo, k: number) {
  const loss = new Float64Array(k); // without centroid c its points go to their second nearest, or to the candidate
  let added = 0;
  for (let i = 0; i < labels.length; i++) {
    const kept = Math.min(toCandidate[i], first[i]);
    added += kept;
    loss[labels[i]] += Math.min(toCandidate[i], second[i]) - kept;
  }
  const least = loss.reduce((a, b) => Math.min(a, b));
  return { replaced: loss.indexOf(least), swapped: added + least };
}
