import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VitrineError } from '../../../src/errors.js';
import { itemIdsOf, parseRecordedEvent, parseShopEvent, shopEventTypes } from '../../../src/events/event/event.js';

const messageOf = (parse: (input: unknown) => unknown, input: unknown) => {
  try {
    parse(input);
  } catch (error) {
    return error instanceof VitrineError && error.code === 'EVENT_INVALID' ? error.message : error;
  }
  return 'accepted';
};

describe('parsing an event from outside', () => {
  it('keeps the fields that it knows and drops the others', () => {
    expect(parseShopEvent({ type: 'add_to_cart', itemId: 'a', quantity: 2, colour: 'red' })).toEqual({
      type: 'add_to_cart',
      itemId: 'a',
      quantity: 2,
    });
  });

  it('takes a numeric item id as text', () => {
    expect(parseShopEvent({ type: 'view_item', itemId: 85123 })).toEqual({ type: 'view_item', itemId: '85123' });
  });

  it('keeps what a list tells of places and sight, a search of its results, and a page of its time', () => {
    const events = [
      { type: 'view_item_list', itemIds: ['a', 'b'], listId: 'home', places: [0, 7], seenMs: 1000 },
      { type: 'search', query: 'mug', resultCount: 0 },
      { type: 'user_engagement', itemId: 'a', engagedMs: 4200 },
    ];
    for (const event of events) expect(parseShopEvent({ ...event, quantity: 3 })).toEqual(event);
  });

  it.each([
    [undefined, 'an event is missing, expected an object with a type'],
    ['view_item', 'an event is text of 9 characters, expected an object with a type'],
    [{ itemId: 'a' }, /^type is missing, expected one of view_item, /],
    [{ type: 'view_item' }, 'view_item.itemId is missing, expected text of 1 to 256 characters'],
    [
      { type: 'view_item', itemId: ' ' },
      'view_item.itemId is text of 1 characters, expected text of 1 to 256 characters',
    ],
    [{ type: 'view_item', itemId: 'x'.repeat(257) }, /^view_item.itemId is text of 257 characters, expected/],
    [{ type: 'search', query: null }, 'search.query is null, expected text of 1 to 256 characters'],
    [{ type: 'purchase', itemIds: [] }, 'purchase.itemIds is an array of 0, expected an array of 1 to 500 item ids'],
    [
      { type: 'purchase', itemIds: ['a', {}] },
      'purchase.itemIds[1] is an object, expected text of 1 to 256 characters',
    ],
    [{ type: 'add_to_cart', itemId: 'a', quantity: 0 }, 'add_to_cart.quantity is a number, expected a number above 0'],
    [{ type: 'toString' }, /^type is text of 8 characters, expected one of view_item, /],
    [{ type: 'user_engagement', itemId: 'a' }, 'user_engagement.engagedMs is missing, expected a number, 0 or more'],
    [{ type: 'search', query: 'a', resultCount: -1 }, 'search.resultCount is a number, expected a number, 0 or more'],
    [
      { type: 'view_item_list', itemIds: ['a'], places: ['first'] },
      'view_item_list.places[0] is text of 5 characters, expected a number, 0 or more',
    ],
  ])('refuses %j and says what it found and expected', (input, message) => {
    expect(messageOf(parseShopEvent, input)).toEqual(
      message instanceof RegExp ? expect.stringMatching(message) : message,
    );
  });

  it('throws nothing but a VitrineError, whatever comes', () => {
    const type = fc.constantFrom('view_item', 'search', 'purchase', 'add_to_cart', 'other');
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ type, itemId: fc.anything(), itemIds: fc.anything() })),
        (input) => {
          expect(messageOf(parseShopEvent, input)).toEqual(expect.any(String));
        },
      ),
    );
  });

  it('names the field and the length of a value that it refuses, and never the value', () => {
    const secret = `Jane Doe ${'x'.repeat(300)}`;
    const values = [secret, [secret], { secret }, 12345e300, BigInt(12345), Symbol(secret), () => secret];
    const fields = ['type', 'itemId', 'itemIds', 'query', 'quantity', 'resultCount', 'places', 'listId', 'engagedMs'];
    for (const type of [...shopEventTypes, secret]) {
      for (const field of fields) {
        for (const value of [...values, values]) {
          const event = { type, itemId: 'a', itemIds: ['a'], query: 'a', engagedMs: 1, [field]: value };
          expect(messageOf(parseShopEvent, event)).not.toMatch(/Jane|Doe|x{9}|12345|secret/);
          expect(messageOf(parseRecordedEvent, { ...event, id: value, time: value })).not.toMatch(/Jane|xxx|12345/);
        }
      }
    }
  });

  it('gives back what it has parsed once, unchanged', () => {
    const event = parseShopEvent({ type: 'view_item_list', itemIds: [1, 'b'], listId: 'home' });
    expect(parseShopEvent(event)).toEqual(event);
  });
});

describe('parsing an event that was recorded', () => {
  const recorded = { type: 'view_item', itemId: 'a', id: '1', time: 5 };

  it('keeps id and time', () => {
    expect(parseRecordedEvent({ ...recorded, extra: 1 })).toEqual(recorded);
  });

  it.each([
    [{ ...recorded, id: undefined }, 'view_item.id is missing, expected text of 1 to 256 characters'],
    [{ ...recorded, time: '5' }, 'view_item.time is text of 1 characters, expected ms since 1970'],
    [{ ...recorded, time: 1e300 }, 'view_item.time is a number, expected ms since 1970'],
    [{ ...recorded, time: Number.NaN }, 'view_item.time is NaN, expected ms since 1970'],
    [null, 'an event is null, expected an object with a type'],
  ])('refuses %j', (input, message) => {
    expect(messageOf(parseRecordedEvent, input)).toBe(message);
  });
});

it('names the items an event is about', () => {
  expect(itemIdsOf({ type: 'view_item', itemId: 'a' })).toEqual(['a']);
  expect(itemIdsOf({ type: 'purchase', itemIds: ['a', 'b'] })).toEqual(['a', 'b']);
  expect(itemIdsOf({ type: 'search', query: 'mug' })).toEqual([]);
});
