import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/train/config/config.js';
import { loadDataset } from '../../../src/train/dataset/load-dataset.js';
import { temporaryFile } from '../logs/temporary-log.js';

const header = 'session_id,user_id,timestamp,position,item_id,quantity,price,event_type';

/** A clean log: ten shoppers with two sessions of items a and b each, an hour apart. */
function cleanRows(): string[] {
  return Array.from({ length: 20 }, (_, s) => s).flatMap((s) =>
    ['a', 'b'].map(
      (item, i) => `s${s},u${s % 10},2024-01-01T${String(s).padStart(2, '0')}:0${i}:00Z,${i},${item},1,2.5,`,
    ),
  );
}

/** What each rule drops of the clean rows with others added; only the rules that drop something or have a note. */
async function cleaned(added: string[], clean: object = {}) {
  const path = temporaryFile('log.csv', [header, ...cleanRows(), ...added].join('\n'));
  const { cleaning, nRows } = await loadDataset({
    events: [path],
    config: parseConfig({ clean, privacy: { minShoppers: 1 } }),
  });
  let left = nRows;
  for (const step of cleaning) {
    left -= step.dropped;
    expect(step.left).toBe(left);
  }
  const told = cleaning.filter(({ dropped, note }) => dropped > 0 || note);
  return Object.fromEntries(told.map(({ rule, dropped, note }) => [rule, note ? [dropped, note] : dropped]));
}

describe('cleaning', () => {
  it('drops nothing of a clean log', async () => {
    expect(await cleaned([])).toEqual({});
  });

  it('drops rows whose time cannot be read, and says which was the first', async () => {
    expect(await cleaned(['s1,u1,soon,0,a,1,2,', 's1,u1,,0,a,1,2,'])).toEqual({
      'malformed rows': [
        2,
        expect.stringMatching(
          /^first: .*log\.csv, row 41, column \w+: 4 characters, expected a time from 1990 to today, as ISO 8601, /,
        ),
      ],
    });
  });

  it('counts lines that are no CSV rows among the malformed', async () => {
    expect(await cleaned(['s1,u1', 's1,u1,2024-01-01,0,a,1,2,,one,more'])).toEqual({
      'malformed rows': [2, '2 lines do not fit the columns'],
    });
  });

  it('drops rows without an item, a session or a user', async () => {
    const rows = ['s1,u1,2024-01-01,0,,1,2,', ',u1,2024-01-01,0,a,1,2,', 's1, ,2024-01-01,0,a,1,2,'];
    expect(await cleaned(rows)).toEqual({ 'missing ids': [3, 'without item 1, session 1, user 1'] });
  });

  it('keeps anonymous sessions as shoppers of their own when told to', async () => {
    const rows = ['s90,,2024-01-01T00:00:00Z,0,a,1,2,', 's90,,2024-01-01T00:01:00Z,1,b,1,2,'];
    expect(await cleaned(rows)).toEqual({ 'missing ids': [2, 'without user 2'] });
    expect(await cleaned(rows, { keepAnonymous: true })).toEqual({ 'missing ids': [0, '2 anonymous, kept'] });
  });

  it('drops cancelled lines: a session id C and digits, nothing bought, or no price', async () => {
    const rows = [
      'C7,u1,2024-01-01,0,a,1,2,',
      's1,u1,2024-01-02,0,a,-1,2,',
      's1,u1,2024-01-03,0,a,1,0,',
      'CAT,u1,2024-01-01,0,a,1,2,',
    ];
    expect(await cleaned(rows)).toEqual({
      'cancelled lines': [3, '1 by their quantity, 1 by their price, 1 by their session’s id'],
    });
    expect(await cleaned(rows, { cancelledSessions: null })).toMatchObject({
      'cancelled lines': [2, '1 by their quantity, 1 by their price'],
    });
  });

  it('drops lines that are no product', async () => {
    const rows = ['s1,u1,2024-01-01,0,POST,1,2,', 's1,u1,2024-01-01,0,Gift card,1,2,'];
    expect(await cleaned(rows)).toEqual({ 'non-product lines': 2 });
    expect(await cleaned(rows, { nonProductItems: 'POST' })).toMatchObject({ 'non-product lines': 1 });
  });

  it('drops events that show no interest in an item', async () => {
    const rows = ['s1,u1,2024-01-01,0,,,,search', 's1,u1,2024-01-01,0,a,,,remove_from_cart'];
    expect(await cleaned(rows)).toEqual({
      'event names': [0, '40 without a name as view_item'],
      'events without an item of interest': [2, 'remove_from_cart 1, search 1'],
    });
  });

  it('drops what is recorded twice, also in another quantity', async () => {
    const twice = cleanRows().slice(0, 2);
    expect(await cleaned([...twice, 's0,u0,2024-01-01T00:00:00Z,0,a,5,2.5,'])).toEqual({ duplicates: 3 });
  });

  it('sorts events whose time runs against their position, and counts them', async () => {
    expect(await cleaned(['s0,u0,2023-12-31T23:59:00Z,2,b,1,2,'])).toEqual({ 'out-of-order times': [0, '1 sorted'] });
  });

  it('drops sessions that are too long or too fast for a person', async () => {
    const fast = Array.from({ length: 30 }, (_, i) => `bot,u1,2024-01-01T00:00:${10 + i}Z,${i},a,1,2,`);
    expect(await cleaned(fast)).toEqual({ 'bot-like sessions': 30 });
    expect(await cleaned(fast, { maxMomentsPerMinute: 70 })).toEqual({});
    expect(await cleaned(fast, { maxMomentsPerMinute: 70, maxSessionEvents: 29 })).toEqual({ 'bot-like sessions': 30 });
  });

  it('does not take a big order booked at one moment for a bot', async () => {
    const order = Array.from({ length: 60 }, (_, i) => `big,u1,2024-01-01,${i},a,1,2,`);
    expect(await cleaned(order)).toEqual({});
  });

  it('drops items met too rarely in the training period', async () => {
    const early = Array.from({ length: 4 }, (_, i) => `s1,u1,2024-01-01T01:0${2 + i}:00Z,${2 + i},rare,1,2,`);
    expect(await cleaned(early)).toEqual({ 'rare items': 4 });
    expect(await cleaned(early, { minItemCount: 4 })).toEqual({});
  });

  it('drops a session of one event only when its shopper has no other', async () => {
    const rows = ['once,new,2024-01-01,0,a,1,2,', 'again,u1,2024-01-01,0,a,1,2,'];
    expect(await cleaned(rows)).toEqual({ 'one-event sessions': 1 });
  });
});
