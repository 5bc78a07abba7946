import { expect } from 'vitest';
import { day, load, start, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

const pad = (n: number) => String(n).padStart(2, '0');

/** The year, the month and the day of a time, as they are written in full. */
export const partsOf = (t: Date) =>
  [String(t.getUTCFullYear()), pad(t.getUTCMonth() + 1), pad(t.getUTCDate())] as const;

export const yearFirst = (t: Date, mark: string) => partsOf(t).join(mark);
export const dayFirst = (t: Date, mark: string) => partsOf(t).toReversed().join(mark);
export const monthFirst = (t: Date, mark: string) => {
  const [year, month, date] = partsOf(t);
  return [month, date, year].join(mark);
};
export const clock = (t: Date, mark = ':') => `${pad(t.getUTCHours())}${mark}${pad(t.getUTCMinutes())}`;

/** Ten sessions from the first of January on, `step` days apart: days over 12 are among them unless it is 1. */
export function timeLog(write: (time: Date) => string, { step = 2, name = 'log.csv' } = {}): string {
  const rows = tenSessions((session, item, time) => {
    const moved = new Date(time.getTime() + session * (step - 1) * day);
    return `s${session};${item};${write(moved)}`;
  });
  return temporaryFile(name, ['session_id;item_id;timestamp', ...rows].join('\n'));
}

/** When the first and the eighth session of `timeLog` begin. */
export const expectedTimes = [start, start + 14 * day];

/** The first times of the first and the eighth session as they are read, none of which is malformed. */
export async function timesOf(paths: string[], config: object = {}) {
  const { dataset, cleaning } = await load(paths, config);
  expect(cleaning.find(({ rule }) => rule === 'malformed rows')?.dropped).toBe(0);
  const note = cleaning.find(({ rule }) => rule === 'times')?.note;
  return { times: [0, 7].map((i) => dataset.shoppers[i].steps[0].time), note };
}
