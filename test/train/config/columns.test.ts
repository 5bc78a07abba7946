import { describe, expect, it } from 'vitest';
import { eventFields, parseColumns } from '../../../src/train/config/columns.js';
import { locateColumns } from '../../../src/train/log/tables/locate-columns.js';

/** Columns of a file without any structure. */
const flat = (...names: string[]) => names.map((path) => ({ path, lists: [] }));

describe('parseColumns', () => {
  it('reads pairs, by the short name of a field or by its default column', () => {
    expect(parseColumns('item=StockCode, user_id=Customer ID,timestamp=at=utc')).toEqual({
      item: 'StockCode',
      user: 'Customer ID',
      time: 'at=utc',
    });
  });

  it.each([
    ['colour=Farbe', /unknown field "colour".*session, user, time/],
    ['item', /has "item", expected field=column/],
    ['item=', /expected field=column/],
    ['item=a,item_id=b', /maps "item_id" twice/],
  ])('rejects %s', (text, message) => {
    expect(() => parseColumns(text)).toThrowError(
      expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(message) }),
    );
  });
});

describe('locateColumns', () => {
  it('prefers the mapped column to the default one', () => {
    const found = flat('item_id', 'sku', 'session_id');
    expect(locateColumns(eventFields, { item: 'sku' }, found, 'log.csv')).toMatchObject({
      item: { path: 'sku' },
      session: { path: 'session_id' },
    });
  });

  it('names the file, the column and what there is when a mapped column is missing', () => {
    expect(() => locateColumns(eventFields, { item: 'sku' }, flat('a', 'b'), 'log.csv')).toThrowError(
      expect.objectContaining({
        code: 'COLUMN_MISSING',
        message: 'log.csv has no column "sku" (mapped to item), found: a, b; correct --columns',
      }),
    );
  });
});
