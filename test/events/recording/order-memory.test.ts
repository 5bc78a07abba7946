import { describe, expect, it } from 'vitest';
import { readOrderText } from '../../../src/events/local-storage/order-text.js';
import { createGrantMemory } from '../../../src/events/recording/consent.js';
import { createOrderMemory } from '../../../src/events/recording/order-memory.js';
import { createFakeStorage } from '../fake-device.js';

/** A page's memory on a device whose shopper has said yes. */
function setUp(storage = createFakeStorage()) {
  const grants = createGrantMemory('shop', storage);
  grants.begin(true);
  return { storage, grants, orders: createOrderMemory('shop', storage, grants) };
}

describe('the order that a page keeps for the next', () => {
  it('is found by the next page, and by the head script, which has nothing but localStorage', () => {
    const { storage, orders } = setUp();
    expect([orders.read(), readOrderText('shop', storage)]).toEqual([null, null]);
    expect(orders.write('[1]')).toBe(true);
    expect([setUp(storage).orders.read(), readOrderText('shop', storage)]).toEqual(['[1]', '[1]']);
  });

  it('counts no more under another grant, or after an erasure', () => {
    const { storage, grants, orders } = setUp();
    orders.write('[1]');
    grants.noteErasure(1000);
    expect([orders.read(), readOrderText('shop', storage)]).toEqual([null, null]);
    orders.write('[2]');
    expect(orders.read()).toBe('[2]');
    grants.end();
    expect([orders.read(), readOrderText('shop', storage), orders.write('[3]')]).toEqual([null, null, false]);
    grants.begin(true);
    expect([orders.read(), readOrderText('shop', storage)]).toEqual([null, null]);
  });

  it('goes with an erasure, unless it was made since in another tab', () => {
    const { storage, grants, orders } = setUp();
    orders.write('[1]');
    grants.noteErasure(1000);
    orders.erase(true);
    expect(storage.getItem('shop:order')).toBeNull();
    orders.write('[2]');
    orders.erase(true);
    expect(orders.read()).toBe('[2]');
    orders.erase(false);
    expect(storage.getItem('shop:order')).toBeNull();
  });

  it('is not kept where localStorage is full or missing, and then no older one stands in its place', () => {
    const { storage, orders, grants } = setUp();
    orders.write('[1]');
    storage.refuse();
    expect([orders.write('[1,2]'), storage.getItem('shop:order')]).toEqual([false, null]);
    expect(createOrderMemory('shop', null, grants).write('[1]')).toBe(false);
    expect(createOrderMemory('shop', null, grants).read()).toBeNull();
  });

  it('is nothing that a storage which throws gives', () => {
    const { grants } = setUp();
    const broken = new Proxy(createFakeStorage(), {
      get: () => () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    const orders = createOrderMemory('shop', broken, grants);
    expect([orders.read(), orders.write('[1]')]).toEqual([null, false]);
  });
});
