import { tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

type Cleaning = readonly { rule: string; dropped: number; note?: string }[];
/** The note of a rule in a table of cleaning. */
export const noteOf = (cleaning: Cleaning, rule: string) => cleaning.find((step) => step.rule === rule)?.note;

/** A log of ten sessions with a column more, whose cells follow each other as given, again and again. */
export function logWith(column: string, cells: readonly string[]): string {
  let n = 0;
  const rows = tenSessions((s, item, t) => `s${s};u${s % 5};${t.toISOString()};${item};${cells[n++ % cells.length]}`);
  return temporaryFile('log.csv', [`session_id;user_id;timestamp;item_id;${column}`, ...rows].join('\n'));
}
