import { VitrineError } from '../../errors.js';
import type { CleaningOptions } from '../config/cleaning-options.js';
import { quoteText, type Sql } from '../files/duckdb.js';
import type { CleaningAccount } from './cleaning-account.js';
import { type CleaningRule, cleaningRules } from './cleaning-rules.js';
import type { EventLogSummary } from './event-log.js';

/**
 * Applies the rules that need no knowledge of the split, one after the other, to the table `events`, and gives every
 * event a time and a session.
 *
 * @param files the files' names, for messages
 * @param account what was done before; every rule is added as soon as it has run
 * @throws VitrineError `DATA_EMPTY` naming the rule that left nothing or took what was not understood, and that was most of
 * the log; `CONFIG_INVALID` for a pattern
 * that is no regular expression
 */
export async function cleanEvents(
  sql: Sql,
  log: EventLogSummary,
  options: CleaningOptions,
  files: readonly string[],
  { steps }: Pick<CleaningAccount, 'steps'>,
): Promise<void> {
  await checkPatterns(sql, options);
  const [[nParsed]] = await sql.rows('SELECT count(*)::DOUBLE FROM events');
  // Lines that did not parse never became rows: they count with the first rule.
  let dropped = log.nRows - Number(nParsed);
  for (const rule of cleaningRules) {
    const condition = rule.drops?.(log, options);
    const notes = condition ? await explain(sql, rule, condition, log, files) : [];
    if (dropped > 0) notes.push(`${dropped} ${dropped === 1 ? 'line does' : 'lines do'} not fit the columns`);
    const isMost = condition && rule.isMost ? await rule.isMost(sql, condition, dropped) : false;
    if (condition) dropped += await sql.run(`DELETE FROM events WHERE ${condition}`);
    const left = log.nRows - steps.reduce((sum, step) => sum + step.dropped, 0) - dropped;
    notes.push((await rule.prepare?.(sql, log, options)) ?? '');
    const note = notes.filter((text) => text !== '').join('; ');
    if (dropped > 0 || !rule.isQuiet) steps.push({ rule: rule.name, dropped, left, ...(note ? { note } : {}) });
    if (left === 0 || isMost) {
      const found = left === 0 ? 'no event is left after' : `${dropped} rows of ${log.nRows} are taken by`;
      throw new VitrineError('DATA_EMPTY', `${found} "${rule.name}"${note ? ` (${note})` : ''}`);
    }
    dropped = 0;
  }
}

/** What there is to say of the rows that a rule is about to drop. */
async function explain(
  sql: Sql,
  rule: CleaningRule,
  condition: string,
  log: EventLogSummary,
  files: readonly string[],
): Promise<string[]> {
  const first = rule.malformed ? await firstMalformed(sql, condition, rule.malformed(log), log, files) : undefined;
  return [first ?? '', (await rule.explain?.(sql, condition, log)) ?? ''];
}

/** @throws VitrineError `CONFIG_INVALID` naming the pattern that is no regular expression */
async function checkPatterns(sql: Sql, { cancelledSessions, nonProductItems }: CleaningOptions): Promise<void> {
  for (const [name, pattern] of Object.entries({ cancelledSessions, nonProductItems })) {
    if (pattern === null) continue;
    await sql.rows(`SELECT regexp_full_match('', ${quoteText(pattern)})`).catch(() => {
      throw new VitrineError('CONFIG_INVALID', `clean.${name} is no regular expression: see RE2's syntax`);
    });
  }
}

/** The first malformed row that a rule drops: where it is, and how long the cell; its content may be a shopper's. */
async function firstMalformed(
  sql: Sql,
  condition: string,
  { field, expected }: ReturnType<NonNullable<CleaningRule['malformed']>>,
  { columns }: EventLogSummary,
  files: readonly string[],
): Promise<string | undefined> {
  const [row] = await sql.rows(
    `SELECT file, line::DOUBLE, coalesce(length(written), 0)::DOUBLE, CASE WHEN regexp_full_match(written, '[0-9TZ:/., +-]{1,32}')
    THEN regexp_replace(written, '[0-9]', '9', 'g') END FROM events WHERE ${condition} ORDER BY file, line LIMIT 1`,
  );
  if (!row) return undefined;
  const [file, line, length] = row.map(Number);
  // The form of a number is nobody's: only its digits are.
  const hasDate = !/^9?9:99(:99)?([.,]9+)?$/.test(String(row[3]));
  const form = row[3] === null ? '' : `, of the form ${row[3]}${hasDate ? '' : ', which has no date'}`;
  const column = columns[file][field];
  if (column === undefined) return `first: ${files[file]} has no column for ${field}`;
  const found = length === 0 ? 'empty' : `${length} ${length === 1 ? 'character' : 'characters'}${form}`;
  return `first: ${files[file]}, row ${line}, column ${column}: ${found}, expected ${expected}`;
}
