import { describe, expect, it } from 'vitest';
import { quoteText, withDuckDb } from '../../../src/train/files/duckdb.js';
import { timeBounds, timeSql } from '../../../src/train/log/timestamp.js';

function parse(text: string, format?: string) {
  return withDuckDb(async (sql) => {
    const [[ms]] = await sql.rows(
      `SELECT (${timeSql('t', timeBounds(Date.UTC(2026, 0, 1)), format)})::DOUBLE FROM (SELECT ${quoteText(text)} AS t)`,
    );
    return ms;
  });
}

const noon = Date.UTC(2010, 11, 1, 12, 0, 0);

describe('timeSql', () => {
  it.each([
    ['2010-12-01 12:00:00', noon],
    ['2010-12-01T12:00:00Z', noon],
    ['2010-12-01T14:00:00+02:00', noon],
    ['2010-12-01T12:00:00.250', noon + 250],
    ['2010-12-01', noon - 12 * 3_600_000],
    [String(noon / 1000), noon],
    [`${noon / 1000}.25`, noon + 250],
    [String(noon), noon],
    [String(noon * 1000), noon],
    [`${noon}000000`, noon],
    ['1.2912048e9', noon],
  ])('reads %s as UTC milliseconds', async (text, ms) => {
    expect(await parse(text)).toBe(ms);
  });

  it.each([
    ...['', 'tomorrow', '2010-13-45', 'NaN', 'inf', 'infinity', '-infinity', '01/12/2010 12:00'],
    ...['-1', '1969-12-31', '2100-01-01', '290000-01-01', '1e300', '-1e300', '99999999999999999999999999'],
  ])('gives null for "%s"', async (text) => {
    expect(await parse(text)).toBeNull();
  });

  it('follows a given pattern', async () => {
    expect(await parse('01/12/2010 12:00', '%d/%m/%Y %H:%M')).toBe(noon);
    expect(await parse('01/12/9999 12:00', '%d/%m/%Y %H:%M')).toBeNull();
  });
});
