import { isolateOutliers } from '../../../clusters/outliers/outliers.js';
import { trimmedFit } from '../../../clusters/outliers/trimmed-fit.js';
import { type Clustering, noise } from '../../../clusters/points/clustering.js';
import type { Group } from '../spaces/grouping.js';
import { takeRows } from '../spaces/placed-points.js';

/** What to do about shoppers unlike all others when clusters are fitted. */
export const noiseChoices = ['keep', 'isolate', 'trim'] as const;

export type NoiseChoice = (typeof noiseChoices)[number];

/** Fits after the first in which the farthest are left out. */
const trimRounds = 3;

/**
 * The same algorithm, fitted without outliers: noise among the points it is fitted to, though it assigns them to a
 * cluster as any other point.
 *
 * - `keep`: nothing is left out
 * - `isolate`: outliers are told first, see `isolateOutliers`
 * - `trim`: the twentieth that lies farthest from its centroids is left out, see `trimmedFit`
 */
export function withoutOutliers(group: Group, choice: NoiseChoice): Group {
  if (choice === 'keep') return group;
  if (choice === 'trim') {
    return (points, size, options) => trimmedFit(group, points, size, options, { maxRounds: trimRounds });
  }
  return (points, size, options) => {
    const { kept } = isolateOutliers(points, size);
    const clustering = group(takeRows(points, size, kept), size, options);
    return { ...clustering, labels: spreadLabels(clustering, kept, points.length / size) };
  };
}

/** The labels of some points among all, the others noise. */
function spreadLabels({ labels }: Clustering, rows: Int32Array, n: number): Int32Array {
  const all = new Int32Array(n).fill(noise);
  rows.forEach((row, i) => {
    all[row] = labels[i];
  });
  return all;
}
