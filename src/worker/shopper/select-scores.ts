import type { Model } from '../../encoder/artifact/model.js';
import { nearestInHistory, strongestCompanion } from '../../ranking/because.js';
import { type ScoreParts, totalScores } from '../../ranking/score.js';
import { type ScoreTable, selectRows } from '../../ranking/score-table.js';
import { topRows } from '../../ranking/top-rows.js';
import type { ScoreScope } from '../wire/protocol.js';

/**
 * Cuts the scores of the whole catalogue down to what was asked for, and finds what explains each.
 *
 * @param parts scores of every item, in vocabulary order
 * @param recentItems rows that an explanation may point at, latest first
 * @returns the known items of `itemIds` in their order, once each; or the best `limit` items, best first
 */
export function selectScores(
  parts: ScoreParts,
  scope: ScoreScope,
  model: Model,
  recentItems: readonly number[],
): ScoreTable {
  const { itemIds } = model.vocabulary;
  const catalogue: ScoreTable = { itemIds, ...parts, history: [], because: new Int16Array(0) };
  const rows = 'limit' in scope ? findBest(catalogue, scope) : findKnown(model, scope.itemIds);
  return {
    ...selectRows(catalogue, rows),
    history: recentItems.map((row) => itemIds[row]),
    because: explainRows(model, rows, recentItems),
  };
}

function findBest(catalogue: ScoreTable, { limit, exclude }: { limit: number; exclude: readonly string[] }): number[] {
  if (limit <= 0) return []; // asked for its side effects only: spares sorting the catalogue
  const excluded = new Set(exclude);
  return topRows(totalScores(catalogue), limit, (row) => !excluded.has(catalogue.itemIds[row]));
}

function findKnown({ vocabulary }: Model, itemIds: readonly string[]): number[] {
  return [...new Set(itemIds)].map((id) => vocabulary.indexOf(id)).filter((row) => row >= 0);
}

/**
 * Finds what an item owes its place to: an item that goes together with it, else the nearest one of the embedding space.
 *
 * @returns places in `recentItems`, or -1: [m]
 */
export function explainRows(
  { itemEmbeddings, encoder, companions }: Model,
  rows: readonly number[],
  recentItems: readonly number[],
): Int16Array {
  const because = companions ? strongestCompanion(companions, rows, recentItems) : new Int16Array(rows.length).fill(-1);
  const rest = rows.filter((_, i) => because[i] < 0);
  let next = 0;
  const nearest = nearestInHistory(itemEmbeddings, encoder.embeddingSize, rest, recentItems);
  return because.map((place) => (place < 0 ? nearest[next++] : place));
}
