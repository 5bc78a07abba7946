import { VitrineError } from '../errors.js';
import type { CleaningOptions } from './cleaning-options.js';
import { type CleaningRule, cleaningRules } from './cleaning-rules.js';
import { quoteText, type Sql } from './duckdb.js';
import type { EventLogSummary } from './event-log.js';

/** One line of the cleaning table. */
export interface CleaningStep {
  readonly rule: string;
  /** Rows that the rule took away. */
  readonly dropped: number;
  readonly left: number;
  /** What else the rule found or did. */
  readonly note?: string;
}

/**
 * Applies the rules that need no knowledge of the split, one after the other, to the table `events`, and gives every
 * event a time and a session.
 *
 * @param files the files' names, for messages
 * @throws VitrineError `DATA_EMPTY` naming the rule that left nothing, `CONFIG_INVALID` for a pattern
 * that is no regular expression
 */
export async function cleanEvents(
  sql: Sql,
  log: EventLogSummary,
  options: CleaningOptions,
  files: readonly string[],
): Promise<CleaningStep[]> {
  await checkPatterns(sql, options);
  const [[nParsed]] = await sql.rows('SELECT count(*)::DOUBLE FROM events');
  const steps: CleaningStep[] = [];
  let left = Number(nParsed);
  // Lines that did not parse never became rows: they count with the first rule.
  let dropped = log.nRows - left;
  for (const rule of cleaningRules) {
    const condition = rule.drops?.(log, options);
    const example =
      condition && rule.malformed ? await explain(sql, condition, rule.malformed(log), log, files) : undefined;
    if (condition) dropped += await sql.run(`DELETE FROM events WHERE ${condition}`);
    left = log.nRows - steps.reduce((sum, step) => sum + step.dropped, 0) - dropped;
    const note = (await rule.prepare?.(sql, log, options)) ?? example;
    steps.push({ rule: rule.name, dropped, left, ...(note ? { note } : {}) });
    if (left === 0) {
      throw new VitrineError('DATA_EMPTY', `no event is left after "${rule.name}"${note ? ` (${note})` : ''}`);
    }
    dropped = 0;
  }
  return steps;
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
async function explain(
  sql: Sql,
  condition: string,
  { field, expected }: ReturnType<NonNullable<CleaningRule['malformed']>>,
  { columns }: EventLogSummary,
  files: readonly string[],
): Promise<string | undefined> {
  const [row] = await sql.rows(
    `SELECT file, line::DOUBLE, coalesce(written, 0)::DOUBLE FROM events WHERE ${condition} ORDER BY file, line LIMIT 1`,
  );
  if (!row) return undefined;
  const [file, line, length] = row.map(Number);
  const column = columns[file][field];
  if (column === undefined) return `first: ${files[file]} has no column for ${field}`;
  const found = length === 0 ? 'empty' : `${length} ${length === 1 ? 'character' : 'characters'}`;
  return `first: ${files[file]}, row ${line}, column ${column}: ${found}, expected ${expected}`;
}
