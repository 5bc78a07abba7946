import { describe, expect, it } from 'vitest';
import type { ShopEvent } from '../../../src/events/event/event.js';
import { createTwinFinder } from '../../../src/events/event/twins.js';

const add = (itemId: string): ShopEvent => ({ type: 'add_to_cart', itemId });
const view = (itemId: string): ShopEvent => ({ type: 'view_item', itemId });

/** Which of the events, each with who told of it and when (ms), are twins of an earlier one. */
function twinsAmong(told: readonly (readonly [event: ShopEvent, source: string, time: number])[]): boolean[] {
  const isTwin = createTwinFinder();
  return told.map(([event, source, time]) => isTwin(event, source, time));
}

describe('an action that several sources tell of', () => {
  it('counts once within half a second, whoever comes first', () => {
    expect(
      twinsAmong([
        [add('a'), 'markup', 0],
        [add('a'), 'data-layer', 500],
        [add('b'), 'data-layer', 600],
        [add('b'), 'markup', 601],
      ]),
    ).toEqual([false, true, false, true]);
  });

  it('counts again after half a second, for another item, and as another type', () => {
    expect(
      twinsAmong([
        [add('a'), 'markup', 0],
        [add('a'), 'data-layer', 501],
        [add('b'), 'data-layer', 501],
        [{ type: 'remove_from_cart', itemId: 'b' }, 'markup', 502],
      ]),
    ).toEqual([false, false, false, false]);
  });

  it('counts twice when one source saw it twice, and each of the other finds its own twin', () => {
    expect(
      twinsAmong([
        [add('a'), 'markup', 0],
        [add('a'), 'markup', 100],
        [add('a'), 'data-layer', 150],
        [add('a'), 'data-layer', 160],
        [add('a'), 'data-layer', 170],
      ]),
    ).toEqual([false, false, true, true, false]);
  });

  it('counts once for three sources', () => {
    expect(
      twinsAmong([
        [add('a'), 'markup', 0],
        [add('a'), 'data-layer', 10],
        [add('a'), 'segment', 20],
      ]),
    ).toEqual([false, true, true]);
  });

  it('counts once within half a minute for what a page says of itself', () => {
    expect(
      twinsAmong([
        [view('a'), 'json-ld', 0],
        [view('a'), 'data-layer', 29_000],
        [view('a'), 'markup', 31_000],
        [{ type: 'purchase', itemIds: ['a', 'b'] }, 'data-layer', 0],
        [{ type: 'purchase', itemIds: ['a', 'b'] }, 'segment', 2000],
        [{ type: 'purchase', itemIds: ['a'] }, 'segment', 2001],
      ]),
    ).toEqual([false, true, false, false, true, false]);
  });

  it('knows a search by its words, whatever their case', () => {
    expect(
      twinsAmong([
        [{ type: 'search', query: 'Red mug ' }, 'markup', 0],
        [{ type: 'search', query: 'red mug', resultCount: 3 }, 'data-layer', 900],
        [{ type: 'search', query: 'blue mug' }, 'data-layer', 900],
      ]),
    ).toEqual([false, true, false]);
  });
});

describe('what one source tells of twice', () => {
  const shown = (...itemIds: string[]): ShopEvent => ({ type: 'view_item_list', itemIds, listId: 'shelf' });

  it('counts once within a second where a page says it of itself', () => {
    const told: ShopEvent[] = [
      view('a'),
      shown('a', 'b'),
      { type: 'search', query: 'mug', resultCount: 3 },
      { type: 'begin_checkout', itemIds: ['a'] },
      { type: 'purchase', itemIds: ['a', 'b'] },
    ];
    for (const event of told) {
      expect(
        twinsAmong([
          [event, '', 0],
          [event, '', 1000],
          [event, '', 1001],
          [event, '', 1900],
        ]),
        event.type,
      ).toEqual([false, true, false, true]);
    }
  });

  it('counts each time where the shopper does it', () => {
    const done: ShopEvent[] = [
      add('a'),
      { type: 'add_to_cart', itemId: 'a', quantity: 2 },
      { type: 'remove_from_cart', itemId: 'a' },
      { type: 'add_to_wishlist', itemId: 'a' },
      { type: 'select_item', itemId: 'a', listId: 'shelf' },
      { type: 'user_engagement', itemId: 'a', engagedMs: 1000 },
    ];
    for (const event of done) {
      expect(
        twinsAmong([
          [event, '', 0],
          [event, '', 1],
        ]),
        event.type,
      ).toEqual([false, false]);
    }
  });

  it('counts twice where anything differs: the item, the list, its order, the places', () => {
    const others: ShopEvent[] = [
      view('a'),
      view('b'),
      shown('a', 'b'),
      shown('b', 'a'),
      { type: 'view_item_list', itemIds: ['a', 'b'], listId: 'basket' },
      { type: 'view_item_list', itemIds: ['a', 'b'], listId: 'shelf', places: [0, 1] },
      { type: 'view_item_list', itemIds: ['a', 'b'], listId: 'shelf', places: [4, 5] },
      { type: 'purchase', itemIds: ['a'] },
      { type: 'purchase', itemIds: ['a', 'a'] },
    ];
    expect(twinsAmong(others.map((event, i) => [event, '', i] as const))).not.toContain(true);
  });

  it('counts once where two views are told of in turns, as effects of several components run', () => {
    expect(
      twinsAmong([
        [view('a'), '', 0],
        [shown('b', 'c'), '', 1],
        [view('a'), '', 2],
        [shown('b', 'c'), '', 3],
      ]),
    ).toEqual([false, false, true, true]);
  });

  it('counts once when another source has told of it in other words in between', () => {
    expect(
      twinsAmong([
        [shown('a', 'b'), 'segment', 0],
        [{ type: 'view_item_list', itemIds: ['a', 'b'], listId: 'Shelf' }, 'data-layer', 10],
        [shown('a', 'b'), 'segment', 20],
        [{ type: 'view_item_list', itemIds: ['a', 'b'], listId: 'Shelf' }, 'data-layer', 30],
      ]),
    ).toEqual([false, true, true, true]);
  });

  it('counts each time where the markup says it, which knows page views', () => {
    expect(
      twinsAmong([
        [view('a'), 'markup', 0],
        [view('a'), 'markup', 10],
        [view('a'), 'data-layer', 20],
        [view('a'), 'data-layer', 30],
      ]),
    ).toEqual([false, false, true, true]);
  });

  it('knows sources by their names alone, whatever they are called', () => {
    for (const source of ['__proto__', 'constructor', 'toString']) {
      expect(
        twinsAmong([
          [add('a'), 'markup', 0],
          [add('a'), source, 1],
        ]),
      ).toEqual([false, true]);
    }
  });
});
