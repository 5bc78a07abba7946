import { kMeans } from '../../clusters/algorithms/k-means.js';
import type { Clustering } from '../../clusters/clustering.js';

export interface GroupingOptions {
  /** What an algorithm that finds the number itself passes over. */
  readonly nClusters: number;
  readonly seed: number;
}

/** Makes groups of points, row-major, [n, size]. */
export type Group = (points: Float32Array, size: number, options: GroupingOptions) => Clustering;

export interface Algorithm {
  readonly group: Group;
  /** Whether it is told the number of clusters. */
  readonly takesK: boolean;
  /** Points that it is fitted to at most here, for the time it takes. */
  readonly maxPoints: number;
}

/** Starts of k-means each time: more would gain little, and every clustering is fitted some twenty times. */
const nInit = 2;

const maxIter = 50;

/** The algorithms that are compared, by name. */
export const algorithms: Readonly<Record<string, Algorithm>> = {
  'k-means': {
    takesK: true,
    maxPoints: 2000,
    group: (points, size, options) => kMeans(points, size, { ...options, nInit, maxIter }),
  },
};

/** How many groups a clustering has. */
export function countGroups({ centroids }: Pick<Clustering, 'centroids'>, size: number): number {
  return centroids.length / size;
}
