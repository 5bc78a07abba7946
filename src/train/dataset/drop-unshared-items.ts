import type { Sql } from '../files/duckdb.js';
import type { Split } from './dataset.js';

export interface UnsharedOptions {
  readonly split: Pick<Split, 'refit'>;
  /** Distinct shoppers that an item needs. */
  readonly minShoppers: number;
  /** The first items of the vocabulary that stay whoever met them: an earlier model has published them. */
  readonly nKept: number;
  /** Drops the events of sessions that have become too short; returns how many it dropped. */
  readonly dropShortSessions: () => Promise<number>;
}

/** What the rule took out of the vocabulary and the log. */
export interface UnsharedItems {
  readonly nItems: number;
  readonly nEvents: number;
  /** Events of sessions that were too short once these items were gone. */
  readonly nInShortSessions: number;
}

/**
 * Takes the items that too few shoppers met out of the table `items`, and their events out of what is learned from.
 *
 * Whoever is left with a single step teaches the model nothing, so that they stand behind no item either. Each round may
 * leave other items with too few shoppers: it goes on until all have enough.
 */
export async function dropUnsharedItems(sql: Sql, options: UnsharedOptions): Promise<UnsharedItems> {
  const { split, minShoppers, nKept, dropShortSessions } = options;
  const shared = sharedItems(lastLearned(split), minShoppers);
  let [nItems, nEvents, nInShortSessions] = [0, 0, 0];
  for (;;) {
    const taken = await sql.run(`DELETE FROM items WHERE row >= ${nKept} AND item NOT IN (${shared})`);
    if (taken === 0) break;
    nItems += taken;
    nEvents += await sql.run(
      `DELETE FROM events WHERE item NOT IN (SELECT item FROM items) AND period <= ${split.refit ? 1 : 0}`,
    );
    nInShortSessions += await dropShortSessions();
  }
  await sql.run(`UPDATE items SET row = ranked.place FROM
    (SELECT item, row_number() OVER (ORDER BY row) - 1 AS place FROM items) AS ranked WHERE items.item = ranked.item`);
  return { nItems, nEvents, nInShortSessions };
}

/** Returns the last period that the published model learns from: 0 training, 1 validation; test is never counted. */
export function lastLearned({ refit }: Pick<Split, 'refit'>): number {
  return refit === false ? 0 : 1;
}

/** Two items or two visits make two steps at least. One item met twice in a visit may be a single step: it does not count. */
function sharedItems(learned: number, minShoppers: number): string {
  const isKnown = `period <= ${learned} AND NOT isTest AND item IN (SELECT item FROM items)`;
  return `SELECT item FROM events WHERE ${isKnown} AND shopper IN (SELECT shopper FROM events WHERE ${isKnown}
      GROUP BY shopper HAVING count(DISTINCT item) > 1 OR count(DISTINCT session) > 1)
    GROUP BY item HAVING count(DISTINCT shopper) >= ${minShoppers}`;
}
