import { toVitrineError, VitrineError } from '../errors.js';
import type { CleaningOptions } from './cleaning-options.js';
import { cleaningRules } from './cleaning-rules.js';
import type { Sql } from './duckdb.js';
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
  const [[nParsed]] = await sql.rows('SELECT count(*)::DOUBLE FROM events');
  const steps: CleaningStep[] = [];
  let left = Number(nParsed);
  // Lines that did not parse never became rows: they count with the first rule.
  let dropped = log.nRows - left;
  for (const rule of cleaningRules) {
    const condition = rule.drops?.(log, options);
    const example = condition && rule.explain ? await explain(sql, condition, rule.explain, files) : undefined;
    if (condition) dropped += await dropRows(sql, condition, rule.name);
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

async function dropRows(sql: Sql, condition: string, rule: string): Promise<number> {
  try {
    return await sql.run(`DELETE FROM events WHERE ${condition}`);
  } catch (error) {
    // The only part of a condition that can be wrong is a pattern from the configuration.
    throw toVitrineError(error, 'CONFIG_INVALID', `the pattern for "${rule}" is no regular expression`);
  }
}

/** The first row that a rule drops, in words. */
async function explain(
  sql: Sql,
  condition: string,
  text: string,
  files: readonly string[],
): Promise<string | undefined> {
  const [row] = await sql.rows(
    `SELECT file, line::DOUBLE, ${text} FROM events WHERE ${condition} ORDER BY file, line LIMIT 1`,
  );
  return row && `first: ${files[Number(row[0])]}, row ${row[1]}, ${row[2]}`;
}
