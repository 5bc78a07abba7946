import { minSharedBy } from '../../../clusters/words/meetings.js';
import type { Algorithm } from '../groups/algorithms.js';
import type { NoiseChoice } from '../groups/noise.js';
import type { PreparedSpace } from '../groups/prepare-space.js';
import { groupShoppers } from '../groups/shopper-groups.js';
import { type Comparison, comparisons } from '../groups/stability-rounds.js';
import type { SpaceName } from '../spaces/feature-space.js';
import type { ShopperGroups } from '../spaces/grouping.js';
import type { MissingChoice } from '../spaces/missing-values.js';
import { type Balance, measureBalance } from './balance.js';
import { measureSeparation, type Separation } from './separation.js';
import { measureStability, type Stability } from './stability.js';
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

export interface Contender extends Pick<Algorithm, 'group' | 'tunes' | 'maxPoints' | 'maxCompared' | 'maxRounds'> {
  readonly algorithm: string;
  readonly nClusters: number;
  readonly missing?: MissingChoice;
  readonly noise: NoiseChoice;
  /** Groups that are there already; made by the algorithm otherwise. */
  readonly given?: ShopperGroups;
}

/** Shoppers that separation is measured on, the same for every clustering of a space: Calinski-Harabasz grows with them. */
const maxSeparated = 2000;

/**
 * Judges one clustering by all measures.
 *
 * It is fitted to a sample of the shoppers (`maxPoints`); the others are assigned. Balance and usefulness are of all
 * of them, separation is of a sample of 2,000, as the space places them: also where the algorithm tunes the encoder, since
 * in a space that it shapes itself it could pass any judgement.
 *
 * @throws VitrineError `DATA_TOO_SMALL` where fewer than two clusters are found, and what the algorithm throws
 */
export function judgeClustering(
  prepared: PreparedSpace,
  benches: readonly UsefulnessBench[],
  contender: Contender,
  seed: number,
): JudgedClustering {
  const { space, states, fittedTo, rounds } = prepared;
  const { algorithm, maxCompared, maxRounds, nClusters: asked, missing, noise, given } = contender;
  const groups = given ?? groupShoppers(prepared, contender, { nClusters: asked, seed });
  const { nClusters } = groups;
  const labels = groups.label(states);
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
      space.size,
      Int32Array.from(sample.rows, (row) => labels[row]),
      seed,
    ),
    balance,
    isDescribable: balance.sizes.every((members) => members >= minSharedBy),
    stability: Object.fromEntries(
      comparisons
        .map((comparison) => ({ comparison, own: rounds(comparison, maxCompared).slice(0, maxRounds) }))
        .filter(({ own }) => own.length > 0)
        .map(({ comparison, own }) => [comparison, measureStability(own, contender, asked)]),
    ),
    usefulness: benches.map((bench) => bench.measure({ nClusters, known: labels, asking: groups.label(bench.states) })),
  };
}
