import type { Model } from '../encoder/artifact.js';
import { type ColdItem, scoreColdItem } from '../encoder/cold-items.js';
import type { ItemDescription } from '../sequence/text.js';
import type { ScoreScope } from './protocol.js';

/**
 * Scores the items of a page that the model never saw, by what the page says of them.
 *
 * @param embedding of the shopper's sequence
 * @param coldItem gives an item by its description, see `createColdItems`
 * @returns weighed scores by item id; those that nothing is said of are not among them
 */
export function scoreDescribed(
  scope: ScoreScope,
  embedding: Float32Array,
  { vocabulary, ranking }: Pick<Model, 'vocabulary' | 'ranking'>,
  coldItem: (description: ItemDescription) => ColdItem | null,
): Map<string, number> {
  const scores = new Map<string, number>();
  if ('limit' in scope) return scores;
  scope.descriptions?.forEach((description, place) => {
    const itemId = scope.itemIds[place];
    if (!description || vocabulary.indexOf(itemId) >= 0) return;
    const item = coldItem(description);
    if (item) scores.set(itemId, ranking.sequence * scoreColdItem(embedding, item));
  });
  return scores;
}
