import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepNote, nLots, noteKey, readNote } from '../../src/events/local-storage/device-note.js';
import { createExperiment, type ExposureEvent, variantOf } from '../../src/page/experiment.js';
import { createRandom } from '../../src/random.js';
import { createFakeStorage } from '../events/fake-device.js';

const at = (path: string) => vi.stubGlobal('location', new URL(path, 'https://shop.test'));
afterEach(() => vi.unstubAllGlobals());

describe('the lot of a device', () => {
  it('is drawn once, kept under the namespace, and read again', () => {
    const storage = createFakeStorage();
    const note = keepNote('shop', storage)!;
    expect(note.lot).toBeGreaterThanOrEqual(0);
    expect(note.lot).toBeLessThan(nLots);
    expect(keepNote('shop', storage)).toEqual(note);
    expect(readNote('shop', storage)).toEqual(note);
    expect(storage.keys()).toEqual([noteKey('shop')]);
    expect(readNote('other', storage)).toBeNull();
  });

  it('is none where nothing is kept, and reading draws none', () => {
    const storage = createFakeStorage();
    expect(readNote('shop', storage)).toBeNull();
    expect(storage.keys()).toEqual([]);
    storage.refuse();
    expect(keepNote('shop', storage)).toBeNull();
    expect(keepNote('shop', null)).toBeNull();
  });

  it.each(['{', 'null', '7', '{"lot":-1}', '{"lot":10000}', '{"lot":"many"}'])(
    'is drawn anew where %s stands',
    (text) => {
      const storage = createFakeStorage();
      storage.setItem(noteKey('shop'), text);
      expect(readNote('shop', storage)).toBeNull();
      expect(keepNote('shop', storage)!.lot).toBeLessThan(nLots);
      expect(keepNote('shop', storage)).toEqual(readNote('shop', storage));
    },
  );

  it('is spread evenly: each tenth of the lots gets a tenth of the devices', () => {
    const devices = 5000;
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < devices; i++) tenths[Math.floor((keepNote('shop', createFakeStorage())!.lot / nLots) * 10)]++;
    // Seven standard deviations of the binomial distribution: one run in 10^11 is further off.
    const bound = 7 * Math.sqrt(devices * 0.1 * 0.9);
    for (const count of tenths) expect(Math.abs(count - devices / 10)).toBeLessThan(bound);
  });
});

describe('variantOf', () => {
  it.each([0.01, 0.1, 0.5])('holds out a share of %s of many devices', (holdout) => {
    const random = createRandom(7);
    const devices = 20_000;
    const lots = Array.from({ length: devices }, () => random.integer(nLots));
    const heldOut = lots.filter((lot) => variantOf({ lot }, holdout) === 'holdout').length;
    expect(Math.abs(heldOut - devices * holdout)).toBeLessThan(4 * Math.sqrt(devices * holdout * (1 - holdout)));
  });

  it('moves only the devices between two shares when the share changes', () => {
    const heldOut = (holdout: number) =>
      Array.from({ length: nLots }, (_, lot) => lot).filter((lot) => variantOf({ lot }, holdout) === 'holdout');
    expect(heldOut(0.2).slice(0, 1000)).toEqual(heldOut(0.1));
    expect(heldOut(1)).toHaveLength(nLots);
  });

  it('is what a tester forces, and none without an experiment or a note', () => {
    expect(variantOf({ lot: 9999, forced: 'holdout' }, 0.1)).toBe('holdout');
    expect(variantOf({ lot: 0, forced: 'ranked' }, 0.1)).toBe('ranked');
    expect(variantOf({ lot: 0 }, 0)).toBeNull();
    expect(variantOf(null, 0.1)).toBeNull();
  });
});

describe('an exposure', () => {
  function setUp(note: Parameters<typeof variantOf>[0], holdout = 0.1) {
    const told: ExposureEvent[] = [];
    const readNote = vi.fn(() => note);
    return { told, readNote, isHeldOut: createExperiment(holdout, readNote, (exposure) => told.push(exposure)) };
  }

  it('tells variant and slot, nothing else, once for a slot and page', () => {
    at('/bags');
    const { told, isHeldOut } = setUp({ lot: 3 });
    expect([isHeldOut('category'), isHeldOut('category'), isHeldOut('footer')]).toEqual([true, true, true]);
    expect(told).toEqual([
      { variant: 'holdout', slot: 'category' },
      { variant: 'holdout', slot: 'footer' },
    ]);
    expect(Object.keys(told[0]!)).toEqual(['variant', 'slot']);
    at('/bags?page=2');
    isHeldOut('category');
    expect(told).toHaveLength(3);
  });

  it('is told of ranked lists alike, and of no list without a name', () => {
    at('/');
    const { told, isHeldOut } = setUp({ lot: 5000 });
    expect([isHeldOut(''), isHeldOut(), isHeldOut('home')]).toEqual([false, false, false]);
    expect(told).toEqual([{ variant: 'ranked', slot: 'home' }]);
  });

  it('is not told by a tester’s device, without a note, or where nothing is held out', () => {
    at('/');
    const forced = setUp({ lot: 5000, forced: 'holdout' });
    expect(forced.isHeldOut('home')).toBe(true);
    const none = setUp(null);
    expect(none.isHeldOut('home')).toBe(false);
    const off = setUp({ lot: 0 }, 0);
    expect(off.isHeldOut('home')).toBe(false);
    expect([...forced.told, ...none.told, ...off.told]).toEqual([]);
    expect(off.readNote).not.toHaveBeenCalled(); // nothing is drawn
  });
});
