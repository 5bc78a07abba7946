import { VitrineError } from '../../errors.js';
import { createVocabulary, type Vocabulary } from '../../sequence/vocabulary.js';
import type { CleaningOptions } from '../config/cleaning-options.js';
import type { PrivacyOptions } from '../config/privacy-options.js';
import { quoteText, type Sql } from '../files/duckdb.js';
import type { CleaningAccount, CleaningStep } from '../log/cleaning-account.js';
import type { Split } from './dataset.js';
import { dropUnsharedItems } from './drop-unshared-items.js';

/**
 * Chooses the vocabulary: items met often enough in what is learned from, the most frequent first. Drops the other
 * items' events from it; in what is held out they stay, as what the model can only miss.
 *
 * Reads the periods that `splitLog` wrote, and leaves the table `items` (item, row).
 *
 * @param account what was done before; the rules are added
 * @param given the vocabulary of a model that is to be measured, in place of a choice
 * @param isExtended whether the model is to learn from this log: items that it does not know, met often enough, stand
 *   behind its own then
 * @throws VitrineError `DATA_TOO_SMALL` when fewer than two items are left, `DATA_EMPTY` when no session is
 */
export async function chooseItems(
  sql: Sql,
  split: Split,
  options: CleaningOptions & PrivacyOptions,
  { steps }: Pick<CleaningAccount, 'steps'>,
  given?: Vocabulary,
  isExtended = false,
): Promise<Vocabulary> {
  const left = steps[steps.length - 1].left;
  // What is refitted learns the items of validation, too.
  const learned = split.refit ? 1 : 0;
  const counted = options.vocabularyFrom === 'log' ? 2 : learned;
  const frequent = frequentItems(counted, options);
  await sql.run(`CREATE TABLE items AS ${given ? listItems(given) : frequent}`);
  if (given && isExtended) {
    await sql.run(`INSERT INTO items SELECT item, ${given.size - 1} + row_number() OVER (ORDER BY row) FROM (${frequent})
      WHERE item NOT IN (SELECT item FROM items)`);
  }
  const isGiven = given !== undefined && !isExtended;
  // What has too few items, or events, whoever met them, is told without the rule.
  if (!isGiven) await readVocabulary(sql, { ...options, minShoppers: 1 });
  const isUnknown = 'item NOT IN (SELECT item FROM items)';
  const rare = await sql.run(`DELETE FROM events WHERE ${isUnknown} AND period <= ${learned}`);
  const dropShortSessions = () => sql.run(shortSessions(options));
  const short = await dropShortSessions();
  const rareRule = isGiven ? 'items the model does not know' : 'rare items';
  if (left === rare + short) {
    steps.push({ rule: rareRule, dropped: rare, left: short }, { rule: 'one-event sessions', dropped: short, left: 0 });
  }
  requireEvents(left - rare - short, options);
  const { minShoppers } = options;
  const unshared =
    isGiven || minShoppers === 1
      ? undefined
      : await dropUnsharedItems(sql, { split, minShoppers, nKept: given?.size ?? 0, dropShortSessions });
  const vocabulary = isGiven ? given : await readVocabulary(sql, options);
  const [[unknown]] = await sql.rows(`SELECT count(*)::DOUBLE FROM events WHERE ${isUnknown}`);
  const dropped = [rare, unshared?.nEvents ?? 0, short + (unshared?.nInShortSessions ?? 0)];
  const leftAfter = (nth: number) => left - dropped.slice(0, nth + 1).reduce((sum, n) => sum + n, 0);
  steps.push(
    {
      rule: rareRule,
      dropped: rare,
      left: leftAfter(0),
      ...(unknown ? { note: `${unknown} in validation and test kept as misses` } : {}),
    },
    ...(unshared
      ? [{ rule: 'items of too few shoppers', dropped: dropped[1], left: leftAfter(1), ...noteOf(unshared) }]
      : []),
    { rule: 'one-event sessions', dropped: dropped[2], left: leftAfter(2) },
  );
  requireEvents(leftAfter(2), options);
  return vocabulary;
}

function requireEvents(left: number, { minSessionEvents }: CleaningOptions): void {
  if (left > 0) return;
  throw new VitrineError(
    'DATA_EMPTY',
    `no event is left after "one-event sessions": every session has fewer than ${minSessionEvents} events, ` +
      'of which no order can be learned; check which column holds the session, or lower clean.minSessionEvents',
  );
}

function noteOf({ nItems }: { readonly nItems: number }): Pick<CleaningStep, 'note'> {
  return nItems > 0 ? { note: `${nItems.toLocaleString('en-GB')} ${nItems === 1 ? 'item' : 'items'} left out` } : {};
}

function shortSessions({ minSessionEvents }: CleaningOptions): string {
  return `DELETE FROM events WHERE (shopper, session) IN (
    SELECT (shopper, session) FROM events GROUP BY shopper, session HAVING count(item) < ${minSessionEvents})
    AND shopper IN (SELECT shopper FROM events GROUP BY shopper HAVING count(DISTINCT session) = 1)`;
}

/** @param counted the last period that counts; of a test file nothing does */
function frequentItems(counted: number, { minItemCount }: CleaningOptions): string {
  return `SELECT item, row_number() OVER (ORDER BY count(*) DESC, item) - 1 AS row
    FROM events WHERE period <= ${counted} AND item IS NOT NULL AND NOT isTest
    GROUP BY item HAVING count(*) >= ${minItemCount}`;
}

function listItems({ itemIds }: Vocabulary): string {
  const ids = `from_json(${quoteText(JSON.stringify(itemIds))}, '["VARCHAR"]')`;
  return `SELECT unnest(${ids}) AS item, generate_subscripts(${ids}, 1) - 1 AS row`;
}

async function readVocabulary(
  sql: Sql,
  { minItemCount, vocabularyFrom, minShoppers }: CleaningOptions & PrivacyOptions,
): Promise<Vocabulary> {
  const ids = (await sql.rows('SELECT item FROM items ORDER BY row')).map(([id]) => String(id));
  if (ids.length < 2) {
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `the ${vocabularyFrom === 'log' ? 'log' : 'training period'} has ` +
        `${ids.length === 1 ? 'only one item' : 'no item'} met ${minItemCount} times or more` +
        `${minShoppers > 1 ? ` and by ${minShoppers} shoppers` : ''}, expected at least two: bring more data, ` +
        `or lower clean.minItemCount${minShoppers > 1 ? ' or privacy.minShoppers' : ''}`,
    );
  }
  return createVocabulary(ids);
}
