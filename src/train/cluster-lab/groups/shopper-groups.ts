import type { Clustering } from '../../../clusters/points/clustering.js';
import type { ShopperState } from '../spaces/feature-space.js';
import { labelPlaced } from '../spaces/placed-points.js';
import { type Algorithm, countGroups, type GroupingOptions } from './algorithms.js';
import type { PreparedSpace } from './prepare-space.js';

/** Groups that a shopper in any state can be told to belong to. */
export interface ShopperGroups {
  readonly nClusters: number;
  /** @returns `noise` for who belongs to none or cannot be placed, [n] */
  label(states: readonly ShopperState[]): Int32Array;
}

/**
 * Groups a sample of the shoppers in a space; by tuning what places them, where the algorithm does that and the space
 * can.
 *
 * @throws what the algorithm throws
 */
export function groupShoppers(
  { space, states, fittedTo }: Pick<PreparedSpace, 'space' | 'states' | 'fittedTo'>,
  { group, tunes, maxPoints }: Pick<Algorithm, 'group' | 'tunes' | 'maxPoints'>,
  options: GroupingOptions,
): ShopperGroups {
  const { points, rows } = fittedTo(maxPoints);
  if (tunes && space.tune)
    return space.tune(
      Array.from(rows, (row) => states[row]),
      options,
    );
  return groupsOf(group(points, space.size, options), space);
}

/** The groups of a clustering of a space's points. */
export function groupsOf(
  clustering: Pick<Clustering, 'centroids' | 'assign'>,
  space: PreparedSpace['space'],
): ShopperGroups {
  return {
    nClusters: countGroups(clustering, space.size),
    label: (states) => labelPlaced(clustering, space.place(states), space.size),
  };
}
