import { describe, expect, it } from 'vitest';
import { createGrantMemory, startingConsent } from '../../../src/events/recording/consent.js';
import { createFakeStorage } from '../fake-device.js';

describe('the consent a page starts with', () => {
  it.each([
    // option, remembered grant, privacy signal, expected
    ['pending', false, false, 'pending'],
    ['pending', true, false, 'granted'],
    ['pending', true, true, 'granted'],
    ['pending', false, true, 'pending'],
    ['granted', false, false, 'granted'],
    ['granted', false, true, 'denied'],
    ['granted', true, true, 'granted'],
    ['denied', true, false, 'denied'],
  ] as const)('option %s, remembered %s, privacy signal %s: %s', (option, isRemembered, hasPrivacySignal, expected) => {
    expect(startingConsent(option, isRemembered, hasPrivacySignal)).toBe(expected);
  });
});

describe('the memory of a grant', () => {
  it('is the yes and the id of the grant, gone once it ends', () => {
    const storage = createFakeStorage();
    const memory = createGrantMemory('shop', storage);
    expect([memory.isGranted(), memory.current()]).toEqual([false, null]);
    memory.begin(true);
    expect(storage.keys()).toEqual(['shop:grant', 'shop:consent']);
    expect(createGrantMemory('shop', storage).isGranted()).toBe(true);
    expect(memory.end()).toEqual(expect.any(String));
    expect(storage.keys()).toEqual([]);
  });

  it('is the id alone where the shop merely passes consent', () => {
    const storage = createFakeStorage();
    createGrantMemory('shop', storage).begin(false);
    expect(storage.keys()).toEqual(['shop:grant']);
    expect(createGrantMemory('shop', storage).isGranted()).toBe(false);
  });

  it('is one for all tabs, until one of them ends it', () => {
    const storage = createFakeStorage();
    const [here, there] = [createGrantMemory('shop', storage), createGrantMemory('shop', storage)];
    here.begin(true);
    there.begin(false);
    expect([there.own(), there.stands()]).toEqual([here.own(), true]);
    const first = here.own();
    here.end();
    expect([there.stands(), here.own()]).toEqual([false, undefined]);
    here.begin(true);
    expect(there.stands(), 'another grant than that which the tab records under').toBe(false);
    expect(here.own()).not.toBe(first);
    there.leave();
    there.begin(false);
    expect(there.own()).toBe(here.own());
  });

  it('takes over the yes that an older version has remembered', () => {
    const storage = createFakeStorage();
    storage.setItem('shop:consent', 'granted');
    const memory = createGrantMemory('shop', storage);
    memory.begin(false);
    expect([memory.isGranted(), memory.stands(), memory.own()]).toEqual([true, true, expect.any(String)]);
  });

  it('is nothing where storage is missing or refused, and nothing ends it', () => {
    const refusing = createFakeStorage();
    refusing.refuse();
    for (const storage of [null, refusing]) {
      const memory = createGrantMemory('shop', storage);
      memory.begin(true);
      expect([memory.isGranted(), memory.own(), memory.stands()]).toEqual([false, undefined, true]);
    }
  });
});
