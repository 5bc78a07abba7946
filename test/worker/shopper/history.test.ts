import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import { createHistory } from '../../../src/worker/shopper/history.js';

const view = (id: string, time: number): RecordedEvent => ({ type: 'view_item', itemId: `item-${id}`, id, time });
const ids = (events: readonly RecordedEvent[]) => events.map(({ id }) => id);

describe('createHistory', () => {
  it('holds events by time, whatever order they come in', () => {
    const history = createHistory(10);
    history.add([view('b', 2), view('c', 3)]);
    history.add([view('a', 1)]);
    expect(ids(history.events())).toEqual(['a', 'b', 'c']);
  });

  it('counts an event that is sent twice once, and is not changed by it', () => {
    const history = createHistory(10);
    history.add([view('a', 1), view('a', 1)]);
    const version = history.version();
    history.add([view('a', 1)]);
    expect([ids(history.events()), history.count(), history.version()]).toEqual([['a'], 1, version]);
  });

  it('lets the oldest go, but counts them and still knows their ids', () => {
    const history = createHistory(2, 5);
    history.add([view('a', 1), view('b', 2), view('c', 3)]);
    history.add([view('a', 1)]);
    expect([ids(history.events()), history.count()]).toEqual([['b', 'c'], 8]);
  });

  it('forgets everything', () => {
    const history = createHistory(2, 5);
    history.add([view('a', 1)]);
    const version = history.version();
    history.clear();
    expect([history.events(), history.count()]).toEqual([[], 0]);
    expect(history.version()).not.toBe(version);
  });
});
