import type { Model } from '../../encoder/artifact/model.js';
import { createRepeatTally, repeatFeatures } from '../../encoder/item-features/repeats.js';
import { toSequence } from '../../sequence/sequence.js';
import type { Shopper } from '../dataset/dataset.js';

/**
 * Returns the model with weight 0 for each repeat feature that too few shoppers have ever shown: what "met it again after
 * five sessions" counts must not come from the one customer who did.
 *
 * @param shoppers those that the published model learned from
 * @param least distinct shoppers that a feature needs
 */
export function dropUnsharedRepeats(model: Model, shoppers: readonly Shopper[], least: number): Model {
  const { repeats, vocabulary, hasTimes } = model;
  if (!repeats || least === 1) return model;
  const shownBy = countShown(shoppers, least, { sessionStart: vocabulary.sessionStart, hasTimes });
  if (shownBy.every((count) => count >= least)) return model;
  return { ...model, repeats: { weights: repeats.weights.map((weight, f) => (shownBy[f] >= least ? weight : 0)) } };
}

/** How many shoppers show each feature, [repeatFeatures.length]; counting ends when all have enough. */
function countShown(
  shoppers: readonly Shopper[],
  least: number,
  options: { readonly sessionStart: number; readonly hasTimes?: boolean },
): Int32Array {
  const counts = new Int32Array(repeatFeatures.length);
  for (const { steps } of shoppers) {
    if (counts.every((count) => count >= least)) break;
    const { tokens, times } = toSequence(steps, { ...options, maxSequenceLength: Number.POSITIVE_INFINITY });
    const tally = createRepeatTally(options.sessionStart);
    const shown = new Set<number>();
    for (let t = 0; t < tokens.length && shown.size < counts.length; t++) {
      tally.push(tokens[t], times[t]);
      tally.visit((_, features) => {
        for (let f = 0; f < features.length; f++) if (features[f] !== 0) shown.add(f);
      });
    }
    for (const f of shown) counts[f]++;
  }
  return counts;
}
