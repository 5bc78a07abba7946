import { describe, expect, it } from 'vitest';
import { load, tenSessions } from '../../logs/small-log.js';
import { temporaryFile } from '../../logs/temporary-log.js';
import { logWith, noteOf } from '../cell-log.js';

describe('missing values', () => {
  it.each([
    '(not set)',
    'NULL',
    'null',
    'NA',
    'N/A',
    'None',
    '\\N',
    'NaN',
    'undefined',
    '#N/A',
    '<NA>',
    '00000000-0000-0000-0000-000000000000',
  ])('%s is no item and no user, and is counted', async (mark) => {
    const rows = tenSessions((s, item, t) => `s${s};u${s};${t.toISOString()};${item}`);
    const added = [`s1;u1;2024-01-02T13:00:00Z;${mark}`, `s1;${mark};2024-01-02T13:01:00Z;a`];
    const path = temporaryFile('log.csv', ['session_id;user_id;timestamp;item_id', ...rows, ...added].join('\n'));
    const { dataset, cleaning } = await load([path]);
    expect(dataset.vocabulary.itemIds).toEqual(['a', 'b']);
    expect(cleaning.find(({ rule }) => rule === 'missing values')).toEqual({
      rule: 'missing values',
      dropped: 0,
      left: 22,
      note: `item_id as ${mark} 1, user_id as ${mark} 1`,
    });
    expect(cleaning.find(({ rule }) => rule === 'missing ids')).toMatchObject({
      dropped: 2,
      note: 'without item 1, user 1',
    });
  });

  it('are what the shop names, too', async () => {
    const path = logWith('title', ['no title']);
    expect(
      (await load([path], { clean: { missingValues: ['No Title'], minItemCount: 1 } })).dataset.catalog.titles,
    ).toBeUndefined();
  });

  it('are words that a shopper may look for where a search is asked', async () => {
    const rows = tenSessions(
      (s, item, t) => `s${s};${t.toISOString()};${item};view;\ns${s};${t.toISOString()};;search;nan`,
    );
    const path = temporaryFile('log.csv', ['session_id;timestamp;item_id;event_type;query', ...rows].join('\n'));
    expect((await load([path])).dataset.shoppers[0].queries?.[0].query).toBe('nan');
  });

  it('of a number are no number', async () => {
    const { dataset, cleaning } = await load([logWith('price', ['NaN', '2.5', 'inf', '2.5'])]);
    expect(dataset.catalog.prices).toEqual([null, 2.5]);
    expect(noteOf(cleaning, 'numbers')).toMatch(/^5 of price not understood/);
  });
});
