import type { Model } from '../../encoder/artifact/model.js';
import { maxRecordLength, recordLengthOf } from '../../ranking/order-record.js';
import { topRows } from '../../ranking/top-rows.js';

/** Characters of a record that are no items: numbers, the history, the reasons of the first items, and the page's stamp. */
const overhead = 1500;

/** Categories of the shopper's last items that get a share of the record. */
const maxCategories = 6;

/** The best items that each of these categories gets. */
const nOfCategory = 100;

/**
 * Chooses the items of the catalogue whose scores the next page is likely to ask for: those of the lists shown lately, the
 * best of the categories of the shopper's last items, and the best of all, as many as a record holds.
 *
 * @param totals the score of every item, [n]
 * @param shown rows of the items of lists shown lately, latest first, distinct
 * @param recentItems rows of the shopper's last items, latest first
 * @returns rows, distinct; those of `shown` come first
 */
export type SelectRecord = (
  totals: Float32Array,
  shown: readonly number[],
  recentItems: readonly number[],
) => readonly number[];

/** Prepares choosing from a model's catalogue. */
export function createRecordSelector({ vocabulary, catalog }: Pick<Model, 'vocabulary' | 'catalog'>): SelectRecord {
  const { itemIds } = vocabulary;
  const { categories = [] } = catalog;
  const shortest = itemIds.reduce((least, id) => Math.min(least, recordLengthOf(id)), maxRecordLength);
  const rowsOf = new Map<string, number[]>();
  categories.forEach((category, row) => {
    const rows = rowsOf.get(category) ?? [];
    rowsOf.set(category, rows);
    rows.push(row);
  });
  return (totals, shown, recentItems) => {
    const recentCategories = new Set(recentItems.flatMap((row) => categories[row] || []));
    const ofCategories = [...recentCategories].slice(0, maxCategories).flatMap((category) => {
      const rows = rowsOf.get(category) ?? [];
      const scores = new Float32Array(rows.length);
      for (let i = 0; i < rows.length; i++) scores[i] = totals[rows[i]];
      return topRows(scores, nOfCategory).map((place) => rows[place]);
    });
    const chosen: number[] = [];
    const isChosen = new Uint8Array(itemIds.length);
    let left = maxRecordLength - overhead;
    const take = (rows: readonly number[]) => {
      for (const row of rows) {
        if (isChosen[row]) continue;
        left -= recordLengthOf(itemIds[row]);
        if (left < 0) break;
        isChosen[row] = 1;
        chosen.push(row);
      }
    };
    take([...shown, ...ofCategories]);
    if (left > 0) take(topRows(totals, Math.ceil(left / shortest), (row) => !isChosen[row]));
    return chosen;
  };
}
