import type { GroupingOptions, ShopperGroups } from './grouping.js';
import type { ShopperState } from './shopper-state.js';

/** The feature spaces that shoppers can be clustered in. */
export const spaceNames = ['embedding', 'tf-idf', 'behaviour', 'all'] as const;

export type SpaceName = (typeof spaceNames)[number];

/** A way to make a shopper's state a point. */
export interface FeatureSpace {
  readonly name: SpaceName;
  /** Numbers in a point. */
  readonly size: number;
  /** What its making left out or filled in, for people. */
  readonly notes: readonly string[];
  /** Whether something was not known of the shoppers that it was fitted to. */
  readonly hasMissing?: boolean;
  /**
   * Places states, also those that the space was not fitted to.
   *
   * @returns row-major, [n, size]; a row of NaN for a state that cannot be placed
   */
  place(states: readonly ShopperState[]): Float32Array;
  /**
   * Groups states by deep clustering, which tunes what places them; absent where nothing can be tuned. The space
   * itself stays as it is.
   */
  readonly tune?: (states: readonly ShopperState[], options: GroupingOptions) => ShopperGroups;
}

/** The same space, which places one list of states only once. */
export function rememberPlaces(space: FeatureSpace): FeatureSpace {
  const known = new WeakMap<readonly ShopperState[], Float32Array>();
  return {
    ...space,
    place(states) {
      const points = known.get(states) ?? space.place(states);
      known.set(states, points);
      return points;
    },
  };
}
