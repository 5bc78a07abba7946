import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import { maxRecentItems, readShopper, timeKey } from '../../../src/worker/shopper/shopper-state.js';
import { createRandomModel } from '../../encoder/random-model.js';

const model = createRandomModel();
const start = model.vocabulary.sessionStart;
const minute = 60_000;
const gap = model.sessionGapMs;
let nextId = 0;
const view = (row: number, time: number): RecordedEvent => ({
  type: 'view_item',
  itemId: `item-${row}`,
  id: `${nextId++}`,
  time,
});

describe('readShopper', () => {
  it('knows nothing of a shopper without items that the model knows', () => {
    expect(readShopper([], model, 0)).toBeNull();
    const unknown: RecordedEvent[] = [
      { type: 'view_item', itemId: 'sold elsewhere', id: 'a', time: 0 },
      { type: 'search', query: 'item-1', id: 'b', time: 1 },
    ];
    expect(readShopper(unknown, model, 2)).toBeNull();
  });

  it('reads tokens and the last items, latest first', () => {
    const state = readShopper([view(3, 0), view(5, minute), view(3, 2 * minute)], model, 3 * minute)!;
    expect([...state.sequence.tokens]).toEqual([start, 3, 5, 3]);
    expect(state.recentItems).toEqual([3, 5]);
  });

  it('asks for the start of a new session once the shopper was away for longer than the gap', () => {
    const events = [view(3, 0)];
    expect([...readShopper(events, model, gap)!.sequence.tokens]).toEqual([start, 3]);
    const away = readShopper(events, model, gap + 1)!.sequence;
    expect([...away.tokens]).toEqual([start, 3, start]);
    expect(away.times.at(-1)).toBe(gap + 1);
  });

  it('goes on with a session that something else than an item keeps alive', () => {
    const events: RecordedEvent[] = [view(3, 0), { type: 'search', query: 'mug', id: 'search', time: gap }];
    expect([...readShopper(events, model, gap + minute)!.sequence.tokens]).toEqual([start, 3]);
  });

  it('asks for the start of the session that has begun with something else than an item', () => {
    const back: RecordedEvent = { type: 'view_item_list', itemIds: ['item-1'], id: 'list', time: gap + 1 };
    const { sequence } = readShopper([view(3, 0), back], model, gap + minute)!;
    expect([...sequence.tokens]).toEqual([start, 3, start]);
    expect(sequence.times.at(-1)).toBe(gap + 1);
    expect([...readShopper([view(3, 0), back, view(4, gap + 2)], model, gap + minute)!.sequence.tokens]).toEqual([
      start,
      3,
      start,
      4,
    ]);
  });

  it('reads searches where the model reads text, also before any item', () => {
    const reader = { ...model, hasQueries: true };
    const search: RecordedEvent = { type: 'search', query: 'Mug', id: 'search', time: 0 };
    const { sequence, recentItems } = readShopper([search], reader, minute)!;
    expect([...sequence.tokens]).toEqual([start, start + 1]);
    expect([...sequence.queries]).toEqual([[1, 'mug']]);
    expect(recentItems).toEqual([]);
    expect([...readShopper([search, view(3, minute)], reader, minute)!.sequence.tokens]).toEqual([start, start + 1, 3]);
    expect([...readShopper([search, view(3, minute)], model, minute)!.sequence.tokens]).toEqual([start, 3]);
  });

  it('keeps the window of the encoder and the last few items', () => {
    const events = Array.from({ length: 30 }, (_, i) => view(i, i * minute));
    const state = readShopper(events, model, 30 * minute)!;
    expect([...state.sequence.tokens]).toEqual([18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    expect(state.recentItems).toEqual(Array.from({ length: maxRecentItems }, (_, i) => 29 - i));
  });
});

describe('timeKey', () => {
  it('changes when a new session begins, and then only as coarsely as the encoder sees time', () => {
    const events = [view(3, 0)];
    const at = (now: number) => timeKey(events, gap, now);
    expect(at(gap)).toBe(at(0));
    expect(at(gap + 1)).not.toBe(at(gap));
    expect(at(gap + minute)).toBe(at(gap + 1));
    expect(at(4 * 60 * minute)).not.toBe(at(gap + 1));
  });
});
