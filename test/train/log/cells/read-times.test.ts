import { describe, expect, it } from 'vitest';
import { day, load, start, tenSessions } from '../../logs/small-log.js';
import { temporaryFile } from '../../logs/temporary-log.js';
import { clock, dayFirst, expectedTimes, monthFirst, partsOf, timeLog, timesOf, yearFirst } from '../time-log.js';

const months = ['Jan', 'Feb'];
const named = (t: Date) => months[t.getUTCMonth()];
const serial = (t: Date) => t.getTime() / 86_400_000 + 25569;
const hoursBefore = (t: Date, hours: number) => new Date(t.getTime() - hours * 3_600_000);
/** As a browser writes a time in winter in Berlin. */
const inBerlin = (t: Date) =>
  `Mon ${named(t)} ${partsOf(t)[2]} 2024 ${clock(hoursBefore(t, -1))}:00 GMT+0100 (Central European Standard Time)`;

describe('times that are read by the whole column', () => {
  it.each<[string, (t: Date) => string, RegExp]>([
    [
      '2024-01-01 05:00:00 -0700',
      (t) => `${yearFirst(hoursBefore(t, 7), '-')} ${clock(hoursBefore(t, 7))}:00 -0700`,
      /^20 times read year first$/,
    ],
    ['2024-01-01 12:00:00 +00:00', (t) => `${yearFirst(t, '-')} ${clock(t)}:00 +00:00`, /year first/],
    ['2024-01-01 12:00:00 +0000 UTC', (t) => `${yearFirst(t, '-')} ${clock(t)}:00 +0000 UTC`, /year first/],
    ['2024-01-01T12:00:00Z[UTC]', (t) => `${t.toISOString()}[UTC]`, /year first/],
    ['2024-01-01 13:00:00 PM +0100', (t) => `${yearFirst(t, '-')} 13:${clock(t).slice(3)}:00 PM +0100`, /year first/],
    ['2024-01-01 12', (t) => `${yearFirst(t, '-')} ${clock(t).slice(0, 2)}`, /year first/],
    ['2024年1月1日 12:00', (t) => `2024年${t.getUTCMonth() + 1}月${t.getUTCDate()}日 ${clock(t)}`, /year first/],
    ['2024.01.01 12:00', (t) => `${yearFirst(t, '.')} ${clock(t)}`, /year first/],
    ['2024-01-01 12:00:00,000', (t) => `${yearFirst(t, '-')} ${clock(t)}:00,000`, /year first/],
    ['2024-01-01 12:00:00 PM', (t) => `${yearFirst(t, '-')} ${clock(t)}:00 PM`, /year first/],
    ['01/01/2024 12:00', (t) => `${monthFirst(t, '/')} ${clock(t)}`, /^20 dates read month first/],
    ['1/1/24 12:00:00 p.m.', (t) => `${t.getUTCMonth() + 1}/${t.getUTCDate()}/24 ${clock(t)}:00 p.m.`, /month first/],
    ['01/01/2024 12:00, day first', (t) => `${dayFirst(t, '/')} ${clock(t)}`, /day first/],
    ['01.01.2024, 12:00:00', (t) => `${dayFirst(t, '.')}, ${clock(t)}:00`, /day first/],
    ['01.01.24 12:00', (t) => `${dayFirst(t, '.').replace('2024', '24')} ${clock(t)}`, /day first/],
    ['01-01-2024 12:00', (t) => `${dayFirst(t, '-')} ${clock(t)}`, /day first/],
    ['20240101120000', (t) => `${yearFirst(t, '')}${clock(t, '')}00`, /digits without separators/],
    ['202401011200', (t) => `${yearFirst(t, '')}${clock(t, '')}`, /digits without separators/],
    ['2024010112', (t) => `${yearFirst(t, '')}${clock(t).slice(0, 2)}`, /digits without separators/],
    ['20240101T120000Z', (t) => `${yearFirst(t, '')}T${clock(t, '')}00Z`, /digits without separators/],
    ['45292.5', (t) => String(serial(t)), /days that spreadsheets count/],
    ['45292,5', (t) => String(serial(t)).replace('.', ','), /days that spreadsheets count/],
    ['01 Jan 2024 12:00', (t) => `${partsOf(t)[2]} ${named(t)} 2024 ${clock(t)}`, /name of the month/],
    [
      'January 1st, 2024 at 12:00 PM',
      (t) => `January ${t.getUTCDate()}st, 2024 at ${clock(t)} PM`,
      /name of the month first/,
    ],
    ['Mon, 01 Jan 2024 12:00:00 GMT', (t) => t.toUTCString(), /name of the month/],
    ['Mon Jan 01 2024 13:00:00 GMT+0100 (Central European Standard Time)', inBerlin, /name of the month first/],
    [
      '01/Jan/2024:12:00:00 +0000',
      (t) => `${partsOf(t)[2]}/${named(t)}/2024:${clock(t)}:00 +0000`,
      /name of the month/,
    ],
  ])('%s', async (_, write, note) => {
    const read = await timesOf([timeLog(write)]);
    expect(read.times).toEqual(expectedTimes);
    expect(read.note).toMatch(note);
  });

  it('20240101, as midnight', async () => {
    const read = await timesOf([timeLog((t) => yearFirst(t, ''))]);
    expect(read.times).toEqual(expectedTimes.map((time) => time - day / 2));
    const floats = await timesOf([timeLog((t) => `${yearFirst(t, '')}.0`)]);
    expect(floats.times).toEqual(read.times);
  });

  it('numbers of JSON', async () => {
    const rows = tenSessions(
      (s, item, t) => `{"session_id": ${s}, "item_id": "${item}", "timestamp": ${yearFirst(t, '')}${clock(t, '')}00}`,
    );
    const { dataset } = await load([temporaryFile('log.jsonl', rows.join('\n'))]);
    expect(dataset.shoppers[9].steps[0].time).toBe(start + 9 * day);
  });

  it('dates beside ISO 8601 in one column', async () => {
    const mixed = await timesOf([
      timeLog((t) => (t.getUTCDate() < 9 ? t.toISOString() : `${dayFirst(t, '.')} ${clock(t)}`)),
    ]);
    expect(mixed.times).toEqual(expectedTimes);
    expect(mixed.note).toMatch(/^12 dates read day first/);
  });
});
