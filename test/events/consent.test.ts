import { describe, expect, it } from 'vitest';
import { createGrantMemory, startingConsent } from '../../src/events/consent.js';
import { createFakeStorage } from './fake-device.js';

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
  it('is one key, gone once forgotten', () => {
    const storage = createFakeStorage();
    const memory = createGrantMemory('shop', storage);
    expect(memory.isGranted()).toBe(false);
    memory.remember();
    expect(storage.keys()).toEqual(['shop:consent']);
    expect(createGrantMemory('shop', storage).isGranted()).toBe(true);
    memory.forget();
    expect(storage.keys()).toEqual([]);
  });

  it('is nothing where storage is missing or refused', () => {
    const refusing = createFakeStorage();
    refusing.refuse();
    for (const storage of [null, refusing]) {
      const memory = createGrantMemory('shop', storage);
      memory.remember();
      expect(memory.isGranted()).toBe(false);
    }
  });
});
