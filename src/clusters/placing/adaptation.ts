import type { ClusterSuccession } from '../../encoder/artifact/manifest.js';
import { squaredDistance } from '../points/squared-distance.js';

/** How far one cluster has moved towards the shopper. */
export interface CentroidShift {
  /** The cluster: its row among the centroids in memory, its id in what is stored, which outlives a model. */
  readonly cluster: number;
  /** Visits that moved it. */
  readonly count: number;
  /** What is added to its centroid, [size]. */
  readonly shift: Float32Array;
}

/** What a device keeps of how its shopper moved the centroids: one entry for each cluster that was moved. */
export interface ClusterAdaptation {
  /** The model whose centroids they are: the first 16 hex digits of its manifest's SHA-256. */
  readonly model: string;
  /** The end of the last visit that was learned from, ms since 1970. */
  readonly learnedUntil: number;
  readonly shifts: readonly CentroidShift[];
}

/** Visits of the shopper that a trained centroid counts as much as. */
const priorCount = 20;

/** Share of the way to the border with the nearest other cluster that a centroid moves at most. */
const maxShare = 0.5;

/** Centroids as they are after a shopper moved some of them: row-major, [k, size]; the trained ones stay as they are. */
export function adaptCentroids(centroids: Float32Array, size: number, shifts: readonly CentroidShift[]): Float32Array {
  if (shifts.length === 0) return centroids;
  const moved = centroids.slice();
  for (const { cluster, shift } of shifts) {
    for (let d = 0; d < size; d++) moved[cluster * size + d] += shift[d];
  }
  return moved;
}

/**
 * Moves one centroid a step towards where the shopper stood at the end of a visit: mini-batch k-means with a visit for
 * a batch,
 *
 *     c ← c + (x − c) / (20 + n)
 *
 * at the n-th visit to the cluster. All steps together never take it farther from where training put it than half the
 * way to the border with the nearest other cluster, so that no cluster takes another's place, whatever the shopper does.
 *
 * @param centroids as trained, row-major, [k, size]
 * @param cluster the one that the visit was assigned to
 * @param standing [size]
 * @see Sculley 2010, "Web-scale k-means clustering", doi:10.1145/1772690.1772862
 * @example moveCentroid([], Float32Array.of(0, 100), 1, 0, Float32Array.of(21)) // [{ cluster: 0, count: 1, shift: [1] }]
 */
export function moveCentroid(
  shifts: readonly CentroidShift[],
  centroids: Float32Array,
  size: number,
  cluster: number,
  standing: Float32Array,
): CentroidShift[] {
  const before = shifts.find((shift) => shift.cluster === cluster);
  const count = (before?.count ?? 0) + 1;
  const rate = 1 / (priorCount + count);
  const shift = Float32Array.from({ length: size }, (_, d) => {
    const so = before?.shift[d] ?? 0;
    return so + rate * (standing[d] - centroids[cluster * size + d] - so);
  });
  const length = Math.hypot(...shift);
  const cap = (maxShare * distanceToNearest(centroids, size, cluster)) / 2;
  if (length > cap) for (let d = 0; d < size; d++) shift[d] *= cap / length;
  return [...shifts.filter((other) => other.cluster !== cluster), { cluster, count, shift }];
}

/**
 * What is left of an adaptation for a model: all of its own, and of a model that it succeeds what its clusters became.
 *
 * @returns undefined where it tells nothing about this model
 */
export function inheritAdaptation(
  { model: former, ...adaptation }: ClusterAdaptation,
  model: string,
  succeeds: readonly ClusterSuccession[] = [],
): ClusterAdaptation | undefined {
  if (former === model) return { ...adaptation, model };
  const ids = succeeds.find((succession) => succession.model === former)?.ids;
  if (!ids) return undefined;
  const shifts = adaptation.shifts.flatMap((shift) => {
    const cluster = ids[shift.cluster];
    return typeof cluster === 'number' ? [{ ...shift, cluster }] : [];
  });
  // Of two that became one, the one that more visits moved speaks.
  const strongest = shifts.filter(({ cluster, count }, i) =>
    shifts.every((other, j) => other.cluster !== cluster || other.count < count || (other.count === count && i <= j)),
  );
  return { ...adaptation, model, shifts: strongest };
}

/** From one centroid to the nearest other; 0 where there is none. */
function distanceToNearest(centroids: Float32Array, size: number, cluster: number): number {
  const least = Math.min(
    ...Array.from({ length: centroids.length / size }, (_, other) =>
      other === cluster ? Number.POSITIVE_INFINITY : squaredDistance(centroids, cluster, centroids, other, size),
    ),
  );
  return Number.isFinite(least) ? Math.sqrt(least) : 0;
}
