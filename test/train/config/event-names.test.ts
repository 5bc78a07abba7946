import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/train/config/config.js';
import { eventTypeOf, parseEventNames, readEventNames } from '../../../src/train/config/event-names.js';
import { noteOf } from '../log/cell-log.js';
import { load, start, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

describe('eventTypeOf', () => {
  it.each([
    ['Purchase', 'purchase'],
    ['ADD-TO-CART', 'add_to_cart'],
    ['addToCart', 'add_to_cart'],
    ['Add to Cart', 'add_to_cart'],
    ['ecommerce.add_to_cart', 'add_to_cart'],
    ['ｐｖ', 'view_item'],
    ['Product Viewed', 'view_item'],
    ['product_added_to_cart', 'add_to_cart'],
    ['ViewContent', 'view_item'],
    ['fav', 'add_to_wishlist'],
    ['Order Completed', 'purchase'],
    ['checkout_completed', 'purchase'],
    ['commerce.productListAdds', 'add_to_cart'],
    ['Products Searched', 'search'],
    ['view_search_results', 'search'],
    ['select_item', 'select_item'],
    ['page_view', 'ignored'],
    ['Remove From Cart', 'ignored'],
    ['zobrazeno', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('reads %s as %s', (name, type) => {
    expect(eventTypeOf(name)).toBe(type);
  });

  it('reads every name that is not known as the shop says of *', () => {
    const given = readEventNames({ '*': 'view_item', kiek: 'ignore' });
    expect(['zobrazeno', 'kiek', 'buy'].map((name) => eventTypeOf(name, given))).toEqual([
      'view_item',
      'ignored',
      'purchase',
    ]);
  });

  it('takes the word of the shop before its own', () => {
    expect(eventTypeOf('Order', readEventNames({ order: 'ignore' }))).toBe('ignored');
    expect(eventTypeOf('__proto__', readEventNames({ hover: 'view' }))).toBeUndefined();
  });
});

describe('parseEventNames', () => {
  it('reads pairs, the types by any name that is known', () => {
    expect(parseEventNames('buy=purchase, pv = view ,4=addToCart')).toEqual({
      buy: 'purchase',
      pv: 'view',
      '4': 'addToCart',
    });
  });

  it.each([
    ['buy', /has "buy", expected name=type/],
    ['=purchase', /expected name=type/],
    ['buy=', /expected name=type/],
    ['buy=bought it', /reads "buy" as "bought it", expected one of: view_item, .*search, ignore/],
    ['a=view,a=buy', /tells "a" twice/],
  ])('rejects %s', (text, message) => {
    expect(() => parseEventNames(text)).toThrowError(
      expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('rejects a type of the configuration that there is not', async () => {
    const path = temporaryFile('log.csv', 'session_id,timestamp,item_id\n1,1,a\n');
    await expect(load([path], { eventNames: { pv: 'look' } })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/eventNames reads "pv" as "look"/),
    });
    expect(parseConfig({}).eventNames).toEqual({});
  });
});

const header = 'session_id,timestamp,event_type,item_id,query';

/** Ten sessions that search, look at a and buy b, under the names of a shop. */
function named([search, view, buy]: readonly [string, string, string], type = 'event_type'): string {
  const rows = tenSessions((session, item, time) => {
    const event = `s${session},${time.toISOString()},${item === 'a' ? view : buy},${item},`;
    return item === 'a' ? `s${session},${time.toISOString()},${search},,mug\n${event}` : event;
  });
  return temporaryFile('log.csv', [header.replace('event_type', type), ...rows].join('\n'));
}

describe('a log with names of its own', () => {
  it('is read by names in any case, and says which name became what', async () => {
    const { dataset, cleaning } = await load([named(['Search', 'View Item', 'Purchase'])]);
    expect(dataset.shoppers[0]).toMatchObject({
      steps: [
        { item: 0, time: start },
        { item: 1, type: 4 },
      ],
      queries: [{ query: 'mug' }],
    });
    expect(noteOf(cleaning, 'event names')).toBe(
      'Purchase as purchase 10, Search as search 10, View Item as view_item 10',
    );
  });

  it('says nothing of names that are already those of GA4', async () => {
    const { cleaning } = await load([named(['search', 'view_item', 'purchase'])]);
    expect(cleaning.map(({ rule }) => rule)).not.toContain('event names');
  });

  it('counts what it does not know by name', async () => {
    const { cleaning } = await load([named(['zoek', 'view', 'view'])]);
    expect(cleaning.find(({ rule }) => rule === 'unknown event names')).toEqual({
      rule: 'unknown event names',
      dropped: 10,
      left: 20,
      note: 'zoek 10',
    });
    const { cleaning: known } = await load([named(['page_view', 'view', 'view'])]);
    expect(noteOf(known, 'events without an item of interest')).toBe('page_view 10');
  });

  it('is read by what the shop says of its names, whatever their case', async () => {
    const eventNames = { zoek: 'search', KOOP: 'purchase' };
    const { dataset } = await load([named(['Zoek', 'view', 'koop'])], { eventNames });
    expect(dataset.shoppers[0].queries).toHaveLength(1);
    expect(dataset.shoppers[0].steps.map(({ type = 0 }) => type)).toEqual([0, 4]);
    const ignored = await load([named(['Zoek', 'view', 'koop'])], { eventNames: { zoek: 'ignore', koop: 'buy' } });
    expect(ignored.cleaning.map(({ rule }) => rule)).not.toContain('unknown event names');
  });

  it('is refused where most of its events with items are unknown, with what to do', async () => {
    await expect(load([named(['search', '1', '4'])])).rejects.toMatchObject({
      code: 'DATA_EMPTY',
      message: expect.stringMatching(
        /20 rows of 30 are taken by "unknown event names" \(1 10, 4 10\); .*--event-names buy=purchase/,
      ),
    });
    const all = await load([named(['search', 'lamp', 'chair'])], { eventNames: { '*': 'view_item' } });
    expect(noteOf(all.cleaning, 'event names')).toBe('chair as view_item 10, lamp as view_item 10');
    const { dataset } = await load([named(['search', '1', '4'])], { eventNames: { 1: 'view', 4: 'buy' } });
    expect(dataset.shoppers).toHaveLength(10);
  });

  it('tells no value where the column holds something else than names', async () => {
    const rows = tenSessions(
      (session, item, time) => `s${session},${time.toISOString()},ada${item}@example.com,${item},`,
    );
    const error = await load([temporaryFile('log.csv', [header, ...rows].join('\n'))]).catch((caught: Error) => caught);
    expect((error as Error).message).toMatch(/\(2 different names 20\)/);
    expect((error as Error).message).not.toContain('example.com');
  });

  it.each(['action', 'Event', 'behavior_type', 'what'])(
    'hints at a column %s of types that is not mapped',
    async (column) => {
      const path = named(['search', 'pv', 'buy'], column);
      const { cleaning } = await load([path]);
      expect(noteOf(cleaning, 'event names')).toBe(
        `${path}: column ${column} looks like the types of events and is not mapped, so that every row counts as a view: ` +
          `--columns event_type=${column}`,
      );
      const mapped = await load([path], { columns: { event_type: column } });
      expect(noteOf(mapped.cleaning, 'event names')).toMatch(/pv as view_item/);
    },
  );

  it('writes a hint that a shell takes as it stands', async () => {
    const { cleaning } = await load([named(['search', 'pv', 'buy'], 'Event Kind')]);
    expect(noteOf(cleaning, 'event names')).toMatch(/--columns "event_type=Event Kind"$/);
  });

  it('takes no column of other words for types, and counts no line twice for having looked', async () => {
    const rows = tenSessions(
      (session, item, time) => `s${session},${time.toISOString()},${item},${item === 'a' ? 'red' : 'blue'}`,
    );
    const path = temporaryFile(
      'log.csv',
      ['session_id,timestamp,item_id,colour', ...rows, 'one,two,three,four,five'].join('\n'),
    );
    const other = temporaryFile(
      'b.csv',
      ['session_id,timestamp,item_id,colour', ...rows.slice(0, 2), '1,2,3,4,5'].join('\n'),
    );
    const { cleaning, nRows } = await load([path, other]);
    expect(cleaning.map(({ rule }) => rule)).not.toContain('event names');
    expect(nRows).toBe(24);
  });
});
