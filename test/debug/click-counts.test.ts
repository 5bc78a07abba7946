import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countClicks } from '../../src/debug/click-counts.js';
import { panelSlot } from '../../src/debug/debug-state.js';
import { readNote } from '../../src/events/local-storage/device-note.js';
import { createListeners } from '../../src/events/recording/listeners.js';
import type { Consent, Decision, RecordedEvent, Vitrine } from '../../src/index.js';
import { createPageOrder } from '../../src/page/page-order.js';
import { createFakeStorage } from '../events/fake-device.js';
import { tableOf } from '../ranking/table.js';

const storage = createFakeStorage();
beforeEach(() => {
  storage.clear();
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('location', new URL('https://shop.test/bags'));
});
afterEach(() => vi.unstubAllGlobals());

/** What the counting hears of an instance, and what it has kept. */
function setUp(consent: Consent = 'granted') {
  const fail = (error: unknown) => {
    throw error;
  };
  const listeners = { decision: createListeners<Decision>(fail), event: createListeners<RecordedEvent>(fail) };
  const vitrine = {
    namespace: 'shop',
    consent: () => consent,
    on: (name: keyof typeof listeners, listener: (value: never) => void) =>
      listeners[name].add(listener as (value: unknown) => void),
  } as unknown as Vitrine;
  let clicked = 0;
  return {
    vitrine,
    stop: countClicks(vitrine),
    show(slot: string, itemIds: readonly string[], isRanked = true) {
      const page = createPageOrder(itemIds, {});
      const scores = Object.fromEntries(itemIds.map((itemId, place) => [itemId, place]));
      const ranking = isRanked ? page.order(tableOf(scores), 0) : page.keep('holdout');
      listeners.decision.tell({ slot, at: 0, ms: 1, source: null, isStale: false, itemIds, ranking });
    },
    click(itemId: string, listId?: string, id = `${clicked++}`) {
      listeners.event.tell({ type: 'select_item', itemId, id, time: 0, ...(listId ? { listId } : {}) });
    },
    kept: () => readNote('shop', storage)?.clicks,
  };
}

describe('countClicks', () => {
  it('counts a click at the place where the list showed the item, ranked and not ranked apart', () => {
    const { show, click, kept } = setUp();
    show('category', ['a', 'b', 'c']); // ranked: c, b, a
    click('c', 'category');
    click('a', 'category');
    show('category', ['a', 'b', 'c'], false);
    click('a', 'category');
    expect(kept()).toEqual({
      category: { ranked: { shown: 1, clicks: [1, 0, 1] }, shop: { shown: 1, clicks: [1] } },
    });
  });

  it('counts a list once for each address, however often it is ordered', () => {
    const { show, kept } = setUp();
    show('category', ['a', 'b']);
    show('category', ['a', 'b']);
    vi.stubGlobal('location', new URL('https://shop.test/mugs'));
    show('category', ['c', 'd']);
    expect(kept()).toEqual({ category: { ranked: { shown: 2, clicks: [] } } });
  });

  it('finds the list of a click that names none, and leaves out what is in no list', () => {
    const { show, click, kept } = setUp();
    show('category', ['a']);
    show('footer', ['b']);
    click('b');
    click('elsewhere');
    click('a', 'another');
    expect(kept()?.footer?.ranked?.clicks).toEqual([1]);
    expect(kept()?.category?.ranked?.clicks).toEqual([]);
  });

  it('counts a click that several tabs hear of once', () => {
    const [here, there] = [setUp(), setUp()];
    for (const { show } of [here, there]) show('category', ['a']);
    for (const { click } of [here, there]) click('a', 'category', 'same');
    expect(here.kept()?.category?.ranked).toEqual({ shown: 2, clicks: [1] });
  });

  it('keeps nothing without consent, nothing of the panel’s own, and nothing once it is stopped', () => {
    for (const consent of ['pending', 'denied'] as const) {
      const { show, click } = setUp(consent);
      show('category', ['a']);
      click('a', 'category');
    }
    expect(storage.keys()).toEqual([]);
    const { show, stop, kept } = setUp();
    show(panelSlot, ['a']);
    show('', ['a']);
    stop();
    show('category', ['a']);
    expect(kept()).toBeUndefined();
  });

  it('is bounded: far places are counted together, and lists beyond the twentieth not at all', () => {
    const { show, click, kept } = setUp();
    const many = Array.from({ length: 90 }, (_, i) => `${i}`);
    show('slot-0', many);
    for (const itemId of many) click(itemId, 'slot-0');
    for (let i = 1; i < 40; i++) show(`slot-${i}`, ['a']);
    const clicks = kept()?.['slot-0']?.ranked?.clicks ?? [];
    expect([clicks.length, clicks[0], clicks[49]]).toEqual([50, 1, 41]);
    expect(Object.keys(kept() ?? {})).toHaveLength(20);
    show('__proto__', ['a']);
    expect(Object.keys(kept() ?? {})).toHaveLength(20);
  });

  it('goes on where the device refuses to keep anything', () => {
    const refusing = createFakeStorage();
    refusing.refuse();
    vi.stubGlobal('localStorage', refusing);
    const { show, click, kept } = setUp();
    show('category', ['a']);
    click('a', 'category');
    expect(kept()).toBeUndefined();
  });
});
