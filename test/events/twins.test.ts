import { describe, expect, it } from 'vitest';
import type { ShopEvent } from '../../src/events/event.js';
import { createTwinFinder } from '../../src/events/twins.js';

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
