import type { Clustering } from '../../clusters/clustering.js';
import { minSharedBy } from '../../clusters/meetings.js';
import { type Algorithm, countGroups } from './algorithms.js';
import { type Balance, measureBalance } from './balance.js';
import type { SpaceName } from './feature-space.js';
import type { MissingChoice } from './missing-values.js';
import type { NoiseChoice } from './noise.js';
import { labelPlaced } from './placed-points.js';
import type { PreparedSpace } from './prepare-space.js';
import { measureSeparation, type Separation } from './separation.js';
import { measureStability, type Stability } from './stability.js';
import { type Comparison, comparisons } from './stability-rounds.js';
import type { Usefulness, UsefulnessBench } from './usefulness.js';

/** One clustering with all that was measured of it; plain JSON. */
export interface JudgedClustering {
  readonly space: SpaceName;
  readonly algorithm: string;
  /** What was done about numbers that are not known; absent where the space has none. */
  readonly missing?: MissingChoice;
  readonly noise: NoiseChoice;
  /** The number of clusters that it has. */
  readonly nClusters: number;
  readonly separation: Separation;
  readonly balance: Balance;
  /** Whether each cluster has the shoppers that a description needs. */
  readonly isDescribable: boolean;
  /** A comparison that could not be made is absent. */
  readonly stability: Readonly<Partial<Record<Comparison, Stability>>>;
  readonly usefulness: readonly Usefulness[];
}

export interface Contender extends Pick<Algorithm, 'group' | 'maxPoints' | 'maxCompared'> {
  readonly algorithm: string;
  readonly nClusters: number;
  readonly missing?: MissingChoice;
  readonly noise: NoiseChoice;
  /** A clustering that is there already; made by `group` otherwise. */
  readonly given?: Pick<Clustering, 'centroids' | 'assign'>;
}

/** Shoppers that separation is measured on, the same for every clustering of a space: Calinski-Harabasz grows with them. */
const maxSeparated = 2000;

/**
 * Judges one clustering by all measures.
 *
 * It is fitted to a sample of the shoppers (`maxPoints`); the others are assigned. Balance and usefulness are of all
 * of them, separation is of a sample of 2,000.
 *
 * @throws VitrineError `DATA_TOO_SMALL` where fewer than two clusters are found, and what the algorithm throws
 */
export function judgeClustering(
  { space, points, fittedTo, rounds }: PreparedSpace,
  benches: readonly UsefulnessBench[],
  contender: Contender,
  seed: number,
): JudgedClustering {
  const { algorithm, group, maxPoints, maxCompared, nClusters: asked, missing, noise, given } = contender;
  const { size } = space;
  const clustering = given ?? group(fittedTo(maxPoints).points, size, { nClusters: asked, seed });
  const nClusters = countGroups(clustering, size);
  const labels = labelPlaced(clustering, points, size);
  const balance = measureBalance(labels, nClusters);
  const sample = fittedTo(maxSeparated);
  return {
    space: space.name,
    algorithm,
    ...(missing ? { missing } : {}),
    noise,
    nClusters,
    separation: measureSeparation(
      sample.points,
      size,
      Int32Array.from(sample.rows, (row) => labels[row]),
      seed,
    ),
    balance,
    isDescribable: balance.sizes.every((members) => members >= minSharedBy),
    stability: Object.fromEntries(
      comparisons
        .map((comparison) => ({ comparison, own: rounds(comparison, maxCompared) }))
        .filter(({ own }) => own.length > 0)
        .map(({ comparison, own }) => [comparison, measureStability(own, group, asked)]),
    ),
    usefulness: benches.map((bench) => {
      const asking = labelPlaced(clustering, space.place(bench.states), size);
      return bench.measure({ nClusters, known: labels, asking });
    }),
  };
}
