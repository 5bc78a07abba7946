import type { Clustering } from '../../../clusters/points/clustering.js';
import type { GroupingOptions, ShopperGroups } from '../spaces/grouping.js';
import { labelPlaced } from '../spaces/placed-points.js';
import { type Algorithm, countGroups } from './algorithms.js';
import type { PreparedSpace } from './prepare-space.js';

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
