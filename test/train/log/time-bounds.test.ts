import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/train/config/config.js';
import { loadDataset } from '../../../src/train/dataset/load-dataset.js';
import { day, keepAll, load, noPrivacy, start, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';
import { clock, timeLog, yearFirst } from './time-log.js';

describe('times that a log cannot have', () => {
  const epoch = (t: Date) => String(t.getTime());

  it('are dropped and counted: before 1990, or still to come', async () => {
    const rows = ['s0;a;1989-12-31', 's0;a;2031-01-01', 's0;a;7'];
    const path = temporaryFile(
      'log.csv',
      ['session_id;item_id;timestamp', ...tenSessions((s, i, t) => `s${s};${i};${epoch(t)}`), ...rows].join('\n'),
    );
    const config = parseConfig({ clean: keepAll, privacy: noPrivacy });
    const { cleaning } = await loadDataset({ events: [path], config, now: Date.UTC(2030, 0, 1) });
    expect(cleaning.find(({ rule }) => rule === 'malformed rows')).toMatchObject({
      dropped: 3,
      note: expect.stringMatching(/^first: .*row 21, .*; 2 before 1990, 1 in the future/),
    });
    const later = await loadDataset({ events: [path], config, now: Date.UTC(2031, 0, 1) });
    expect(later.cleaning.find(({ rule }) => rule === 'malformed rows')?.dropped).toBe(2);
  });

  it('are told by their form, of which only digits are anybody’s', async () => {
    await expect(load([timeLog((t) => clock(t))])).rejects.toThrow(
      /column timestamp: 5 characters, of the form 99:99, which has no date, expected/,
    );
  });

  it('are told where a spreadsheet has rounded them', async () => {
    const path = timeLog((t) => (t.getUTCDate() < 9 ? epoch(t) : '1.70436E+12'));
    const { cleaning } = await load([path]);
    expect(cleaning.find(({ rule }) => rule === 'times')?.note).toMatch(
      /^12 times like 1\.7E\+12, which a spreadsheet has rounded/,
    );
  });

  it('stop the command where they are most of what is written, and timeFormat is named', async () => {
    await expect(load([timeLog((t) => String(t.getUTCHours() * 60 + t.getUTCMinutes()))])).rejects.toMatchObject({
      code: 'DATA_EMPTY',
      message: expect.stringMatching(/20 before 1990.* set timeFormat \(--time-format\).*--columns position=/),
    });
    const half = timeLog((t) => (t.getUTCDate() < 8 ? epoch(t) : 'one day'));
    await expect(load([half])).rejects.toMatchObject({
      code: 'DATA_EMPTY',
      message: expect.stringMatching(/12 rows of 20 are taken by "malformed rows".*timeFormat/),
    });
  });
});

describe('blank times', () => {
  it('of an order are those of the line above', async () => {
    const rows = tenSessions(
      (s, item, t) => `#${s};${item};${item === 'a' ? `${yearFirst(t, '-')} ${clock(t)}:00 +0000` : ''}`,
    );
    const { dataset, cleaning } = await load([
      temporaryFile('log.csv', ['session_id;item_id;timestamp', ...rows].join('\n')),
    ]);
    expect(dataset.shoppers[3].steps.map(({ time }) => time)).toEqual([start + 3 * day, start + 3 * day]);
    expect(cleaning.find(({ rule }) => rule === 'times')?.note).toMatch(/10 blank times taken from the line above/);
  });

  it('of another order than the line above stay blank, and are counted', async () => {
    const rows = [...tenSessions((s, item, t) => `#${s};${item};${t.toISOString()}`), '#77;a;', '#77;b;'];
    const { cleaning } = await load([temporaryFile('log.csv', ['session_id;item_id;timestamp', ...rows].join('\n'))]);
    expect(cleaning.find(({ rule }) => rule === 'malformed rows')).toMatchObject({ dropped: 2 });
  });
});
