import type { Catalog } from '../../../encoder/artifact/manifest.js';
import { fitBagSpace } from './bag-space.js';
import { fitBehaviourSpace } from './behaviour-space.js';
import { fitCombinedSpace } from './combined-space.js';
import { type FeatureSpace, rememberPlaces, type SpaceName } from './feature-space.js';
import type { MissingChoice } from './missing-values.js';
import type { ShopperState } from './shopper-state.js';

export interface SpaceOptions {
  /** The encoder's space, which is not fitted to the states. */
  readonly embedding: FeatureSpace;
  readonly prices?: Catalog['prices'];
  /** Whether times mean anything. */
  readonly hasTimes: boolean;
  readonly missing: MissingChoice;
  readonly seed: number;
}

/**
 * Makes feature spaces, fitted to shoppers' states; each is made when it is first asked for, and once.
 *
 * @returns the space of a name
 * @throws VitrineError `DATA_TOO_SMALL` where shoppers do not differ in what a space is about
 */
export function createSpaces(
  states: readonly ShopperState[],
  options: SpaceOptions,
): (name: SpaceName) => FeatureSpace {
  const made = new Map<SpaceName, FeatureSpace>();
  const makers: Readonly<Record<SpaceName, () => FeatureSpace>> = {
    embedding: () => options.embedding,
    'tf-idf': () => fitBagSpace(states, options.seed),
    behaviour: () => fitBehaviourSpace(states, options),
    all: () => fitCombinedSpace(states, [space('embedding'), space('tf-idf'), space('behaviour')]),
  };
  const space = (name: SpaceName): FeatureSpace => {
    const known = made.get(name) ?? rememberPlaces(makers[name]());
    made.set(name, known);
    return known;
  };
  return space;
}
