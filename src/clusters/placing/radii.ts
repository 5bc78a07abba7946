import { noise } from '../points/clustering.js';
import { squaredDistance } from '../points/squared-distance.js';
import { minSharedBy } from '../words/meetings.js';

/**
 * How far each cluster reaches: the distance from its centroid that nearly all of its points lie within.
 *
 * The radius is the ⌈share · n⌉-th smallest of the n distances: nearly all points lie inside. A distance of its own would
 * tell where one shopper stands, so that it is the mean of `nTold` neighbouring ones, of which it is the middle, or as near
 * to it as there are distances beyond. A cluster of fewer than `minSharedBy` points has none: it reaches anywhere, and its
 * radius is infinite.
 *
 * @param points row-major, [n, size]
 * @param clustering its centroids row-major, [k, size]; noise belongs to none
 * @param options `share` of a cluster's points that lie within, above 0, .99 by default; `nTold`, 1 by default
 * @returns Euclidean distances, [k]
 * @example fitRadii(Float32Array.from({ length: 100 }, (_, i) => i), 1, { labels: new Int32Array(100), centroids: Float32Array.of(0) }) // [98]
 */
export function fitRadii(
  points: Float32Array,
  size: number,
  { labels, centroids }: { readonly labels: Int32Array; readonly centroids: Float32Array },
  { share = 0.99, nTold = 1 }: { readonly share?: number; readonly nTold?: number } = {},
): Float32Array {
  const distances: number[][] = Array.from({ length: centroids.length / size }, () => []);
  labels.forEach((label, i) => {
    if (label !== noise) distances[label].push(squaredDistance(points, i, centroids, label, size));
  });
  return Float32Array.from(distances, (own) => {
    if (own.length < minSharedBy) return Number.POSITIVE_INFINITY;
    own.sort((a, b) => a - b);
    const last = Math.min(own.length, Math.max(1, Math.ceil(share * own.length)) + Math.floor(nTold / 2));
    const told = own.slice(Math.max(0, last - nTold), last);
    return told.reduce((sum, squared) => sum + Math.sqrt(squared) / told.length, 0);
  });
}
