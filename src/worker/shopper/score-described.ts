import type { ColdScorer, ReadShopper } from '../../encoder/cold-items/cold-scorer.js';
import type { Vocabulary } from '../../sequence/vocabulary.js';
import type { ScoreScope } from '../wire/protocol.js';

/** Less alike than this, an item of the shopper's explains nothing. */
const minLikeness = 0.2;

/** The score of an item that is in no catalogue, and the place in the shopper's recent items of what it reads most like. */
export interface DescribedScore {
  readonly score: number;
  /** -1 where nothing is alike. */
  readonly because: number;
}

/** The places of a page's items that the model never saw, but that the page describes. */
export function describedPlaces(scope: ScoreScope, vocabulary: Vocabulary): number[] {
  if ('limit' in scope || !scope.descriptions) return [];
  const { itemIds, descriptions } = scope;
  return descriptions.flatMap((description, place) =>
    description && vocabulary.indexOf(itemIds[place]) < 0 ? [place] : [],
  );
}

/**
 * Scores the items of a page that the model never saw, by what the page says of them.
 *
 * @param recentItems rows of the shopper's last items, latest first
 * @returns by item id; those of which the model can tell nothing are not among them
 */
export function scoreDescribed(
  scope: ScoreScope,
  vocabulary: Vocabulary,
  scorer: ColdScorer,
  shopper: ReadShopper,
  recentItems: readonly number[],
): Map<string, DescribedScore> {
  const scores = new Map<string, DescribedScore>();
  if ('limit' in scope) return scores;
  for (const place of describedPlaces(scope, vocabulary)) {
    const description = scope.descriptions?.[place];
    const scored = description && scorer.score(description, shopper);
    if (!scored || !Number.isFinite(scored.score)) continue;
    const { score, likeness } = scored;
    scores.set(scope.itemIds[place], { score, because: likeness ? mostAlike(likeness, recentItems) : -1 });
  }
  return scores;
}

function mostAlike(likeness: Float32Array, recentItems: readonly number[]): number {
  let place = -1;
  recentItems.forEach((item, i) => {
    if (likeness[item] >= Math.max(minLikeness, place < 0 ? 0 : likeness[recentItems[place]] + 1e-9)) place = i;
  });
  return place;
}
