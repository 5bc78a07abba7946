import { describe, expect, it } from 'vitest';
import type { RecordedEvent, ShopEvent } from '../../src/events/event/event.js';
import { splitSessions } from '../../src/sequence/session.js';
import { toSteps } from '../../src/sequence/step.js';
import { createVocabulary } from '../../src/sequence/vocabulary.js';

const vocabulary = createVocabulary(['a', 'b', 'c']);
const minute = 60_000;

function history(...events: [number, ShopEvent][]): RecordedEvent[] {
  return events.map(([time, event], i) => ({ ...event, id: `e${i}`, time }));
}

describe('splitSessions', () => {
  it('starts a session after a pause longer than the gap, not at the gap itself', () => {
    expect(splitSessions([0, 30, 61, 61], 30)).toEqual([0, 0, 1, 1]);
  });

  it('takes a clock that was set back as no pause', () => {
    expect(splitSessions([100, 50, 60], 30)).toEqual([0, 0, 0]);
  });
});

describe('toSteps', () => {
  it('keeps known items that the shopper showed interest in', () => {
    const events = history(
      [0, { type: 'view_item', itemId: 'b' }],
      [1, { type: 'search', query: 'bags' }],
      [2, { type: 'view_item_list', itemIds: ['a', 'c'] }],
      [3, { type: 'view_item', itemId: 'unknown' }],
      [4, { type: 'remove_from_cart', itemId: 'c' }],
      [5, { type: 'add_to_wishlist', itemId: 'a' }],
    );
    expect(toSteps(events, vocabulary)).toEqual([
      { item: 1, time: 0, session: 0 },
      { item: 0, time: 5, session: 0, type: 3 },
    ]);
  });

  it('merges an item met through several event types in a row into one step, of the strongest type', () => {
    const events = history(
      [0, { type: 'select_item', itemId: 'a' }],
      [1, { type: 'view_item', itemId: 'a' }],
      [2, { type: 'add_to_cart', itemId: 'a' }],
      [3, { type: 'view_item', itemId: 'a' }],
      [4, { type: 'view_item', itemId: 'b' }],
    );
    expect(toSteps(events, vocabulary)).toEqual([
      { item: 0, time: 0, session: 0, type: 2 },
      { item: 1, time: 4, session: 0 },
    ]);
  });

  it('counts a second view of the same item as a second step', () => {
    const events = history([0, { type: 'view_item', itemId: 'a' }], [1, { type: 'view_item', itemId: 'a' }]);
    expect(toSteps(events, vocabulary)).toHaveLength(2);
  });

  it('makes a step of each purchased item and numbers sessions by the gap', () => {
    const events = history(
      [0, { type: 'view_item', itemId: 'a' }],
      [31 * minute, { type: 'purchase', itemIds: ['b', 'c'] }],
    );
    expect(toSteps(events, vocabulary)).toEqual([
      { item: 0, time: 0, session: 0 },
      { item: 1, time: 31 * minute, session: 1, type: 4 },
      { item: 2, time: 31 * minute, session: 1, type: 4 },
    ]);
  });
});
