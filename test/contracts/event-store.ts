import type { RecordedEvent } from '../../src/events/event/event.js';
import { type EventStore, type EventStoreOptions, eventBytes } from '../../src/events/store/event-store.js';

/** One promise of the EventStore interface, and how to check it; `run` rejects when it is broken. */
export interface ContractCase {
  readonly name: string;
  run(openStore: OpenStore): Promise<void>;
}

/** Opens an empty store; each case calls it once. */
export type OpenStore = (options: EventStoreOptions) => Promise<EventStore>;

const dayMs = 24 * 60 * 60 * 1000;
const startMs = Date.UTC(2026, 0, 1);

/** An event for tests: a view of item `i`, one second after the one before. */
export function viewEvent(i: number, time = startMs + i * 1000): RecordedEvent {
  return { type: 'view_item', itemId: `item-${i}`, id: `id-${String(i).padStart(5, '0')}`, time };
}

const views = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => viewEvent(from + i));
const roomy = { maxEvents: 1000, maxAgeMs: 180 * dayMs, maxBytes: 1_000_000 };
const clock = (time = startMs) => ({ now: () => time });

/** What every event store promises. It needs no test framework, so that it can run inside a page of a real browser. */
export const eventStoreContract: readonly ContractCase[] = [
  {
    name: 'gives back the last events by time, oldest first, whatever order they came in',
    async run(openStore) {
      const store = await openStore({ caps: roomy, ...clock() });
      await store.append([viewEvent(3), viewEvent(1)]);
      await store.append([viewEvent(4), viewEvent(0), viewEvent(2)]);
      expectEqual(await store.recent(3), [viewEvent(2), viewEvent(3), viewEvent(4)]);
      expectEqual(await store.recent(1), [viewEvent(4)]);
      expectEqual(await store.recent(99), views(0, 5));
      expectEqual(await store.recent(Number.POSITIVE_INFINITY), views(0, 5));
      expectEqual(await store.recent(0), []);
      expectEqual(await store.count(), 5);
    },
  },
  {
    name: 'starts empty',
    async run(openStore) {
      const store = await openStore({ caps: roomy, ...clock() });
      await store.append([]);
      expectEqual(await store.recent(10), []);
      expectEqual(await store.count(), 0);
      expectEqual(await store.getState('snapshot'), undefined);
    },
  },
  {
    name: 'ignores an event whose id is stored already, also within one append',
    async run(openStore) {
      const store = await openStore({ caps: roomy, ...clock() });
      await store.append([viewEvent(1), viewEvent(1)]);
      await store.append([{ ...viewEvent(1), itemId: 'changed' } as RecordedEvent, viewEvent(2)]);
      expectEqual(await store.recent(10), [viewEvent(1), viewEvent(2)]);
      expectEqual(await store.count(), 2);
    },
  },
  {
    name: 'orders events of the same time by id and cuts among them exactly',
    async run(openStore) {
      const store = await openStore({ caps: roomy, ...clock() });
      const tied = [5, 3, 4, 1, 2].map((i) => viewEvent(i, startMs));
      await store.append(tied);
      expectEqual(
        (await store.recent(2)).map((event) => event.id),
        ['id-00004', 'id-00005'],
      );
    },
  },
  {
    name: 'keeps every field of every kind of event',
    async run(openStore) {
      const store = await openStore({ caps: roomy, ...clock() });
      const events: RecordedEvent[] = [
        { type: 'search', query: 'red mug ☕', id: 'a', time: startMs },
        { type: 'purchase', itemIds: ['1', '2'], id: 'b', time: startMs + 1 },
        { type: 'add_to_cart', itemId: '1', quantity: 2, id: 'c', time: startMs + 2 },
      ];
      await store.append(events);
      expectEqual(await store.recent(3), events);
    },
  },
  {
    name: 'hands out copies: changing what was read or given changes nothing stored',
    async run(openStore) {
      const store = await openStore({ caps: roomy, ...clock() });
      const given = { type: 'purchase' as const, itemIds: ['1'], id: 'a', time: startMs };
      await store.append([given]);
      given.itemIds.push('2');
      const [read] = await store.recent(1);
      (read as typeof given).itemIds.push('3');
      expectEqual(await store.recent(1), [{ ...given, itemIds: ['1'] }]);
    },
  },
  {
    name: 'lets the oldest go beyond the most events, also within one append',
    async run(openStore) {
      const store = await openStore({ caps: { ...roomy, maxEvents: 3 }, ...clock() });
      await store.append(views(0, 2));
      await store.append(views(2, 7));
      expectEqual(await store.recent(99), views(4, 7));
      await store.append([viewEvent(1)]); // older than all that is kept: it is the one to go
      expectEqual(await store.recent(99), views(4, 7));
      expectEqual(await store.count(), 3);
    },
  },
  {
    name: 'lets the oldest go beyond the greatest age',
    async run(openStore) {
      let now = startMs;
      const store = await openStore({ caps: { ...roomy, maxAgeMs: dayMs }, now: () => now });
      await store.append(views(0, 3));
      now = startMs + dayMs + 1500; // event 0 and 1 are more than a day old
      await store.append([viewEvent(9, now)]);
      expectEqual(await store.recent(99), [viewEvent(2), viewEvent(9, now)]);
      expectEqual(await store.count(), 2);
    },
  },
  {
    name: 'gives out nothing beyond the greatest age, although nothing is written',
    async run(openStore) {
      let now = startMs;
      const store = await openStore({ caps: { ...roomy, maxAgeMs: dayMs }, now: () => now });
      await store.append(views(0, 4));
      now = startMs + dayMs + 1500;
      expectEqual(await store.recent(99), views(2, 4));
      expectEqual(await store.recent(1), views(3, 4));
      expectEqual(await store.count(), 2);
      now += dayMs;
      expectEqual(await store.recent(99), []);
      expectEqual(await store.count(), 0);
    },
  },
  {
    name: 'lets nothing go by a clock that leaps ahead and comes back, and puts what it dated in its place',
    async run(openStore) {
      let now = startMs;
      const store = await openStore({ caps: roomy, now: () => now });
      await store.append(views(0, 3));
      now = startMs + 365 * dayMs;
      await store.append([viewEvent(3, now), viewEvent(4, now + 1)]);
      expectEqual(await store.count(), 2);
      now = startMs + 60_000;
      await store.append([viewEvent(5, now)]);
      expectEqual(await store.recent(99), [
        ...views(0, 3),
        viewEvent(3, startMs + 2001),
        viewEvent(4, startMs + 2002),
        viewEvent(5, now),
      ]);
      expectEqual(await store.count(), 6);
    },
  },
  {
    name: 'lets the oldest go beyond the most bytes, and counts right after many appends',
    async run(openStore) {
      const each = eventBytes(viewEvent(10));
      const store = await openStore({ caps: { ...roomy, maxBytes: 4 * each + 1 }, ...clock() });
      for (let i = 10; i < 40; i++) await store.append([viewEvent(i)]);
      expectEqual(await store.recent(99), views(36, 40));
      expectEqual(await store.count(), 4);
    },
  },
  {
    name: 'keeps state under its key, replaces it, and never counts it as an event',
    async run(openStore) {
      const store = await openStore({ caps: roomy, ...clock() });
      await store.setState('snapshot', { scores: Float32Array.of(1, 2) });
      await store.setState('snapshot', { scores: Float32Array.of(3, 4) });
      const state = await store.getState<{ scores: Float32Array }>('snapshot');
      expectEqual(state?.scores instanceof Float32Array, true);
      expectEqual([...(state?.scores ?? [])], [3, 4]);
      expectEqual(await store.getState('other'), undefined);
      expectEqual(await store.count(), 0);
      await store.setState('snapshot', undefined);
      expectEqual(await store.getState('snapshot'), undefined);
    },
  },
  {
    name: 'clears every event and all state, and goes on from nothing',
    async run(openStore) {
      const store = await openStore({ caps: { ...roomy, maxEvents: 3 }, ...clock() });
      await store.append(views(0, 3));
      await store.setState('snapshot', 1);
      await store.clear();
      expectEqual(await store.recent(99), []);
      expectEqual(await store.count(), 0);
      expectEqual(await store.getState('snapshot'), undefined);
      await store.append(views(0, 3)); // the ids are free again, and so is the room
      expectEqual(await store.recent(99), views(0, 3));
    },
  },
  {
    name: 'clears up to a time and keeps what happened since',
    async run(openStore) {
      const store = await openStore({ caps: { ...roomy, maxEvents: 4 }, ...clock() });
      await store.append(views(0, 4));
      await store.setState('snapshot', 1);
      await store.clear(viewEvent(1).time);
      expectEqual(await store.recent(99), views(2, 4));
      expectEqual(await store.getState('snapshot'), undefined);
      await store.append(views(4, 6));
      expectEqual(await store.recent(99), views(2, 6)); // the totals know of the room
    },
  },
  {
    name: 'clears with them what a clock that was ahead has dated',
    async run(openStore) {
      let now = startMs + dayMs;
      const store = await openStore({ caps: roomy, now: () => now });
      await store.append([viewEvent(1), viewEvent(2, now)]);
      now = startMs + 10_000;
      await store.clear(now);
      expectEqual(await store.recent(99), []);
      expectEqual(await store.count(), 0);
    },
  },
  {
    name: 'takes appends that run at once, each whole',
    async run(openStore) {
      const store = await openStore({ caps: { ...roomy, maxEvents: 20 }, ...clock() });
      await Promise.all(Array.from({ length: 10 }, (_, i) => store.append(views(i * 3, i * 3 + 3))));
      expectEqual(await store.count(), 20);
      expectEqual(await store.recent(99), views(10, 30));
    },
  },
];

/** Fails with both values as JSON when they differ. */
export function expectEqual(actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`expected ${wanted}\n   found ${found}`);
}
