import { describe, expect, it } from 'vitest';
import type { RecordedEvent, ShopEvent } from '../../../src/events/event/event.js';
import { exposuresOf } from '../../../src/ranking/position-bias/exposures-of.js';
import { applyRules } from '../../../src/ranking/rules/apply-rules.js';
import { dampSkipped } from '../../../src/ranking/rules/damp-skipped.js';

const dayMs = 24 * 60 * 60 * 1000;
let count = 0;
const at = (time: number, event: ShopEvent): RecordedEvent => ({ ...event, time, id: `${count++}` });
const seen = (itemIds: string[], places: number[], listId?: string): ShopEvent => ({
  type: 'view_item_list',
  itemIds,
  places,
  seenMs: 1000,
  ...(listId ? { listId } : {}),
});
const click = (itemId: string, listId?: string): ShopEvent => ({
  type: 'select_item',
  itemId,
  ...(listId ? { listId } : {}),
});
const exposures = (...events: RecordedEvent[]) => exposuresOf(events, { halfLifeDays: 14 });

describe('exposuresOf', () => {
  it('counts each item at the place where it was seen, and the click that followed', () => {
    expect(exposures(at(0, seen(['a', 'b'], [0, 1], 'home')), at(9000, click('b', 'home')))).toEqual([
      { itemId: 'a', place: 0, shown: 1, clicks: 0, at: 0 },
      { itemId: 'b', place: 1, shown: 1, clicks: 1, at: 0 },
    ]);
  });

  it('takes a click that was recorded just before what was gathered of the page', () => {
    expect(exposures(at(1000, click('a')), at(1001, seen(['a'], [4])))).toMatchObject([{ place: 4, clicks: 1 }]);
  });

  it('gives a click to the latest page that showed the item, and not to another list or an old visit', () => {
    const pages = [at(0, seen(['a'], [2], 'home')), at(60_000, seen(['a'], [5], 'bags'))];
    expect(exposures(...pages, at(70_000, click('a')))).toMatchObject([{ clicks: 0 }, { place: 5, clicks: 1 }]);
    expect(exposures(...pages, at(70_000, click('a', 'home')))).toMatchObject([{ place: 2, clicks: 1 }, { clicks: 0 }]);
    expect(exposures(...pages, at(70_000, click('a', 'cart')))).toMatchObject([{ clicks: 0 }, { clicks: 0 }]);
    expect(exposures(...pages, at(dayMs, click('a')))).toMatchObject([{ clicks: 0 }, { clicks: 0 }]);
  });

  it('adds up at one place, older sightings counting less, whatever the order of the events', () => {
    const events = [at(0, seen(['a'], [3])), at(14 * dayMs, seen(['a'], [3])), at(10, click('a'))];
    const expected = [{ itemId: 'a', place: 3, shown: 1.5, clicks: 0.5, at: 14 * dayMs }];
    expect(exposures(...events)).toEqual(expected);
    expect(exposures(...events.reverse())).toEqual(expected);
  });

  it('takes no list for seen that was only there', () => {
    const there = at(0, { type: 'view_item_list', itemIds: ['a'], places: [0] });
    const nowhere = at(0, { type: 'view_item_list', itemIds: ['a'], seenMs: 1000 });
    expect(exposures(there, nowhere, at(1, click('a')), at(2, { type: 'view_item', itemId: 'a' }))).toEqual([]);
  });

  it('keeps no more counts than it may: those that were seen last', () => {
    const events = Array.from({ length: 30 }, (_, i) => at(i, seen([`${i}`], [0])));
    events.push(at(99, seen(['21'], [0])));
    const kept = exposuresOf(events, { halfLifeDays: 14, maxExposures: 3 });
    expect(kept.map(({ itemId }) => itemId)).toEqual(['28', '29', '21']);
  });

  it('feeds dampSkipped: what is passed over again and again sinks', () => {
    const events = Array.from({ length: 8 }, (_, i) => at(i * 3_600_000, seen(['a', 'b'], [0, 1])));
    events.push(...events.map(({ time }) => at(time + 5000, click('b'))));
    const rule = dampSkipped({ exposures: exposures(...events), maxPenalty: 2, halfLifeDays: 14, now: dayMs });
    const page = { items: ['a', 'b'], itemIds: ['a', 'b'], pinned: new Set<string>(), order: [0, 1] };
    expect(applyRules([rule], { ...page, scores: [1.2, 1] }).order).toEqual([1, 0]);
  });
});
