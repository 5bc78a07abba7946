import { describe, expect, it } from 'vitest';
import type { RecordedEvent, ShopEvent } from '../../../src/index.js';
import { createRecorder } from '../../../src/storefront/host/recorder.js';
import { watchCalls } from '../../../src/storefront/host/watch-calls.js';
import { toListEvents } from '../../../src/storefront/sources/attention/list-batches.js';
import { createStopwatch } from '../../../src/storefront/sources/attention/stopwatch.js';
import { findRefinements } from '../../../src/storefront/sources/find-refinements.js';

describe('a recorder', () => {
  const open = () => {
    const tracked: unknown[] = [];
    const recorder = createRecorder({ track: (event, source) => tracked.push([source, event]) > 0 }, 'data-layer');
    return { recorder, tracked };
  };

  it('records what is complete, and hands the first of each type that is not to be refused', () => {
    const { recorder, tracked } = open();
    recorder.record(() => [{ type: 'view_item', itemId: 'a' }, { type: 'view_item' }]);
    recorder.record(() => [{ type: 'view_item' }, { type: 'purchase', itemIds: [] }]);
    recorder.record(() => [{ type: 'view_item', itemId: 'b' }]);
    expect(tracked).toEqual([
      ['data-layer', { type: 'view_item', itemId: 'a' }],
      ['data-layer', { type: 'view_item' }],
      ['data-layer', { type: 'purchase', itemIds: [] }],
      ['data-layer', { type: 'view_item', itemId: 'b' }],
    ]);
  });

  it('lets no exception out, and says once that there was one', () => {
    const { recorder, tracked } = open();
    const fail = () => {
      throw new Error("the host's getter");
    };
    recorder.record(fail);
    recorder.record(fail);
    expect(tracked).toEqual([['data-layer', expect.anything()]]);
    const [[, event]] = tracked as [[string, { type: string }]];
    expect(() => event.type).toThrow();
  });
});

describe('watching calls', () => {
  it('sees the arguments before the call, which gives what it gave', () => {
    const seen: unknown[] = [];
    const layer: string[] = [];
    watchCalls(layer, 'push', (args) => seen.push([...args, layer.length]));
    expect(layer.push('a', 'b')).toBe(2);
    expect([...layer]).toEqual(['a', 'b']);
    expect(seen).toEqual([['a', 'b', 0]]);
  });

  it('passes exceptions of the host on', () => {
    const host = {
      push() {
        throw new TypeError('full');
      },
    };
    watchCalls(host, 'push', () => {});
    expect(() => host.push()).toThrow('full');
  });

  it('leaves nothing behind when it stops, neither on a method of its own nor on an inherited one', () => {
    const [inherited, own] = [
      [] as unknown[],
      Object.assign([] as unknown[], { push: (value: unknown) => `own ${value}` }),
    ];
    const push = own.push;
    for (const layer of [inherited, own]) watchCalls(layer, 'push', () => {})();
    expect(Object.hasOwn(inherited, 'push')).toBe(false);
    expect(own.push).toBe(push);
  });

  it('leaves the wrapping of others alone, before and after, and is silent once stopped', () => {
    const calls: string[] = [];
    const layer: unknown[] = [];
    const wrap = (name: string) => {
      const inner = layer.push;
      layer.push = (...values) => {
        calls.push(name);
        return inner.apply(layer, values);
      };
    };
    wrap('before');
    const stop = watchCalls(layer, 'push', ([value]) => calls.push(`saw ${value}`));
    wrap('after');
    expect(layer.push('a')).toBe(1);
    expect(calls.splice(0)).toEqual(['after', 'saw a', 'before']);
    stop();
    expect(layer.push('b')).toBe(2);
    expect(calls).toEqual(['after', 'before']);
  });

  it('does nothing where there is no such method', () => {
    const host = {};
    watchCalls(host, 'push', () => {})();
    expect(host).toEqual({});
  });
});

describe('items that were seen', () => {
  it('make one event for each list, of at most 200 items, with their places', () => {
    const many = Array.from({ length: 201 }, (_, place) => ({ itemId: `i${place}`, listId: 'home', place }));
    const events = toListEvents([...many, { itemId: 'x', listId: undefined, place: 4 }], 1000);
    expect(events.map((event) => 'itemIds' in event && event.itemIds.length)).toEqual([200, 1, 1]);
    expect(events.slice(1)).toEqual([
      { type: 'view_item_list', itemIds: ['i200'], places: [200], seenMs: 1000, listId: 'home' },
      { type: 'view_item_list', itemIds: ['x'], places: [4], seenMs: 1000 },
    ]);
    expect(toListEvents([], 1000)).toEqual([]);
  });
});

describe('a stopwatch', () => {
  it('counts the time that it runs, gives each part of it once, and stops at the cap', () => {
    let now = 0;
    const stopwatch = createStopwatch(() => now, 10_000);
    stopwatch.go();
    now = 1500;
    stopwatch.go(); // runs already
    now = 2000;
    expect(stopwatch.take()).toBe(2000);
    now = 3000;
    stopwatch.halt();
    now = 60_000;
    expect(stopwatch.take()).toBe(1000);
    stopwatch.go();
    now = 600_000;
    expect(stopwatch.take()).toBe(7000);
    now = 700_000;
    expect(stopwatch.take()).toBe(0);
  });
});

describe('refinements of searches', () => {
  const search = (query: string, seconds: number): RecordedEvent => ({
    type: 'search',
    query,
    id: query,
    time: seconds * 1000,
  });
  const other = (event: ShopEvent, seconds: number): RecordedEvent => ({
    ...event,
    id: `${seconds}`,
    time: seconds * 1000,
  });

  it('are searches within a minute of another that share a word with it', () => {
    expect(
      findRefinements([
        search('mug', 0),
        other({ type: 'view_item', itemId: 'a' }, 5),
        search('Red MUG', 60),
        search('red cup', 90),
      ]),
    ).toEqual([
      { query: 'Red MUG', refines: 'mug', time: 60_000 },
      { query: 'red cup', refines: 'Red MUG', time: 90_000 },
    ]);
  });

  it('are not the same search again, another search, or one after more than a minute', () => {
    expect(
      findRefinements([search('red mug', 0), search(' RED  mug!', 5), search('lamp', 10), search('lamp shade', 71)]),
    ).toEqual([]);
  });

  it('share words whatever the alphabet', () => {
    expect(findRefinements([search('синяя лампа', 0), search('лампа', 9)])).toHaveLength(1);
  });
});
