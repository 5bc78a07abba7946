import type { Model } from '../../encoder/artifact/model.js';
import type { Dataset, Shopper } from '../dataset/dataset.js';

/**
 * A log as a model reads it that does not know all of its items: steps to items behind its own are unknown to it.
 *
 * @param dataset its vocabulary begins with the model's
 */
export function knownTo({ vocabulary, catalog }: Pick<Model, 'vocabulary' | 'catalog'>, dataset: Dataset): Dataset {
  const shoppers = dataset.shoppers.map((shopper): Shopper => {
    const isKnown = ({ item }: { readonly item: number }) => item < vocabulary.size;
    if (shopper.steps.every(isKnown)) return shopper;
    const added = shopper.steps.filter((step) => !isKnown(step)).map((step) => ({ ...step, item: -1 }));
    return {
      ...shopper,
      steps: shopper.steps.filter(isKnown),
      unknownSteps: [...(shopper.unknownSteps ?? []), ...added].sort(
        (a, b) => a.session - b.session || a.time - b.time,
      ),
    };
  });
  return { ...dataset, vocabulary, catalog, shoppers };
}
