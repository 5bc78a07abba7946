import { describe, expect, it } from 'vitest';
import { load, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';
import { noteOf } from './cell-log.js';

describe('ids', () => {
  const logOf = (write: (item: string) => string) =>
    temporaryFile(
      'log.csv',
      ['session_id,timestamp,item_id', ...tenSessions((s, item, t) => `${s}.0,${t.toISOString()},${write(item)}`)].join(
        '\n',
      ),
    );
  const itemsOf = async (path: string) => {
    const { dataset, cleaning } = await load([path]);
    return { items: [...dataset.vocabulary.itemIds].sort(), note: noteOf(cleaning, 'ids') };
  };

  it('that are floats for being numbers of JSON are whole', async () => {
    const rows = tenSessions(
      (s, item, t) =>
        `{"session_id": ${s}.0, "timestamp": "${t.toISOString()}", "item_id": ${item === 'a' ? '100.0' : '1.0E+12'}}`,
    );
    const { items, note } = await itemsOf(temporaryFile('log.jsonl', rows.join('\n')));
    expect(items).toEqual(['100', '1000000000000']);
    expect(note).toMatch(/20 item ids like 100\.0 read as 100/);
  });

  it('that a whole column writes as floats are whole, and rounded ones are told', async () => {
    const { items, note } = await itemsOf(logOf((item) => (item === 'a' ? '100.0' : '8.5E+12')));
    expect(items).toEqual(['100', '8500000000000']);
    expect(note).toMatch(/10 like 1\.0E\+12, which a spreadsheet has rounded: export ids as text/);
  });

  it.each([
    ['00123', '00124'],
    ['100.0', '100.5'],
    ['100.0', 'A12'],
    ['1e', '2e'],
    ['9007199254740993', '9007199254740992'],
  ])('%s and %s stay as they are written', async (a, b) => {
    expect((await itemsOf(logOf((item) => (item === 'a' ? a : b)))).items).toEqual([a, b].sort());
  });

  it('of a JSON column of texts and numbers have no quotes', async () => {
    const rows = tenSessions(
      (s, item, t) =>
        `{"session_id": "s${s}", "timestamp": "${t.toISOString()}", "item_id": ${item === 'a' ? 12 : '"A12"'}}`,
    );
    expect((await itemsOf(temporaryFile('log.jsonl', rows.join('\n')))).items).toEqual(['12', 'A12']);
  });

  it('that differ in case or leading zeros alone are told', async () => {
    expect((await itemsOf(logOf((item) => (item === 'a' ? '0a1' : 'A1')))).note).toMatch(
      /2 item ids differ from another in case or leading zeros alone/,
    );
  });

  it('that name several items in one cell are told', async () => {
    const rows = tenSessions((s, item, t) => `s${s};${t.toISOString()};${item}`);
    const lists = ['s1;2024-01-02T13:00:00Z;a|b', 's2;2024-01-03T13:00:00Z;b, a', 's3;2024-01-04T13:00:00Z;a/b'];
    const path = temporaryFile('log.csv', ['session_id;timestamp;item_id', ...rows, ...lists].join('\n'));
    expect((await itemsOf(path)).note).toMatch(/^2 rows hold several item ids in one cell/);
  });

  it('are without the formula that keeps their zeros', async () => {
    expect((await itemsOf(logOf((item) => `"=""00${item}"""`))).items).toEqual(['00a', '00b']);
  });

  it('are without the blanks around them, whatever kind these are', async () => {
    const path = temporaryFile(
      'log.csv',
      [
        'session_id,timestamp,item_id',
        ...tenSessions(
          (s, item, t) => `${s},${t.toISOString()},${s % 2 ? '\u00a0' : ''}${item}${s % 3 ? '\u200b\t ' : ''}`,
        ),
      ].join('\n'),
    );
    expect((await itemsOf(path)).items).toEqual(['a', 'b']);
  });
});
