import { noise } from '../points/clustering.js';
import { squaredDistance } from '../points/squared-distance.js';
import { minSharedBy } from '../words/meetings.js';
import { pairByCost } from './hungarian.js';

/** One grouping of some shoppers. */
export interface Grouping {
  /** The cluster of each shopper, `noise` where there is none, [n]. */
  readonly labels: Int32Array;
  /** Row-major, [k, size]. */
  readonly centroids: Float32Array;
}

/** How the clusters of two groupings of the same shoppers belong together. */
export interface ClusterMatching {
  /** The cluster now that goes on with each former one, -1 where none does, [nFormer]. */
  readonly pairs: Int32Array;
  readonly nFormer: number;
  readonly nNow: number;
  /** Shoppers of each former cluster who are in each cluster now, row-major [nFormer, nNow]. */
  readonly shared: Int32Array;
  /** Shoppers of each former cluster who have a cluster now, [nFormer]. */
  readonly formerSizes: Int32Array;
  /** Shoppers of each cluster now who had a former one, [nNow]. */
  readonly sizes: Int32Array;
  /** From each former centroid to each centroid now, row-major [nFormer, nNow]. */
  readonly distances: Float64Array;
}

/** What a pair costs at least that is none: neither its members nor its place speak for it. */
const mostCost = 0.75;

/** Clusters that share less of their members are two, wherever they lie. */
const leastOverlap = 0.1;

/**
 * Matches the clusters of two groupings of the same shoppers, one to one, by what they share and where they lie:
 *
 *     cost(a, b) = (1 − |a ∩ b| / |a ∪ b|) / 2 + min(1, |centroid a − centroid b| / spacing) / 2
 *
 * spacing is the mean distance between two former centroids. Where either has fewer than 20 shoppers to compare, place
 * alone counts. No pair is made that costs .75 or more, or that shares less than a tenth of its members.
 *
 * @param former its centroids in the space of those now
 * @see `pairByCost` for the assignment; Jaccard 1912, doi:10.1111/j.1469-8137.1912.tb05611.x, for the overlap
 */
export function matchClusters(former: Grouping, now: Grouping, size: number): ClusterMatching {
  const nFormer = former.centroids.length / size;
  const nNow = now.centroids.length / size;
  const shared = new Int32Array(nFormer * nNow);
  const formerSizes = new Int32Array(nFormer);
  const sizes = new Int32Array(nNow);
  former.labels.forEach((label, i) => {
    const other = now.labels[i];
    if (label === noise || other === noise) return;
    shared[label * nNow + other]++;
    formerSizes[label]++;
    sizes[other]++;
  });
  const spacing = meanSpacing(former.centroids, size);
  const distances = new Float64Array(nFormer * nNow);
  const costs = new Float64Array(nFormer * nNow);
  for (let a = 0; a < nFormer; a++) {
    for (let b = 0; b < nNow; b++) {
      const p = a * nNow + b;
      distances[p] = Math.sqrt(squaredDistance(former.centroids, a, now.centroids, b, size));
      const apart = spacing > 0 ? Math.min(1, distances[p] / spacing) : Number(distances[p] > 0);
      const isCompared = formerSizes[a] >= minSharedBy && sizes[b] >= minSharedBy;
      const overlap = isCompared ? shared[p] / (formerSizes[a] + sizes[b] - shared[p]) : 1 - apart;
      const cost = (1 - overlap + apart) / 2;
      // All that is no pair costs the same, so that it decides about no other.
      costs[p] = cost >= mostCost || overlap < leastOverlap ? 1 : cost;
    }
  }
  const pairs = pairByCost(costs, nNow).map((b, a) => (b >= 0 && costs[a * nNow + b] < 1 ? b : -1));
  return { pairs, nFormer, nNow, shared, formerSizes, sizes, distances };
}

/** 0 for a single centroid. */
function meanSpacing(centroids: Float32Array, size: number): number {
  const k = centroids.length / size;
  let sum = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < a; b++) sum += Math.sqrt(squaredDistance(centroids, a, centroids, b, size));
  }
  return k > 1 ? sum / ((k * (k - 1)) / 2) : 0;
}
