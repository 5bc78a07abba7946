import { describe, expect, it } from 'vitest';
import type { VitrineError } from '../../src/errors.js';
import { createJournal, maxJournalEntries, maxJournalLength } from '../../src/events/journal.js';
import { viewEvent } from '../contracts/event-store.js';
import { createFakeStorage } from './fake-device.js';

function setUp() {
  const storage = createFakeStorage();
  const errors: VitrineError[] = [];
  const journal = createJournal({ namespace: 'shop', storage, onError: (error) => errors.push(error) });
  return { storage, errors, journal };
}

describe('the journal', () => {
  it('writes one key an event and gives entries back oldest first', () => {
    const { storage, journal } = setUp();
    expect(journal.write(viewEvent(2))).toBe(true);
    expect(journal.write(viewEvent(1))).toBe(true);
    expect(storage.keys()).toEqual(['shop:journal:id-00002', 'shop:journal:id-00001']);
    expect(journal.entries()).toEqual([viewEvent(1), viewEvent(2)]);
  });

  it('is read by the next page, and by no other namespace', () => {
    const { storage, journal } = setUp();
    journal.write(viewEvent(1));
    expect(createJournal({ namespace: 'shop', storage }).entries()).toEqual([viewEvent(1)]);
    expect(createJournal({ namespace: 'sho', storage }).entries()).toEqual([]);
  });

  it('removes the given entries, and clears only its own keys', () => {
    const { storage, journal } = setUp();
    storage.setItem('cart', 'of the shop');
    for (const i of [1, 2, 3]) journal.write(viewEvent(i));
    journal.remove(['id-00002', 'unknown']);
    expect(journal.entries()).toEqual([viewEvent(1), viewEvent(3)]);
    journal.clear();
    expect(storage.keys()).toEqual(['cart']);
  });

  it('lets the oldest go beyond 200 entries', () => {
    const { journal } = setUp();
    for (let i = 0; i < maxJournalEntries + 5; i++) expect(journal.write(viewEvent(i))).toBe(true);
    const kept = journal.entries();
    expect(kept).toHaveLength(200);
    expect([kept[0], kept.at(-1)]).toEqual([viewEvent(5), viewEvent(204)]);
  });

  it("lets the oldest go beyond a small share of the shop's own room", () => {
    const { storage, journal } = setUp();
    const purchase = (i: number) => {
      const itemIds = Array.from({ length: 500 }, (_, item) => `item-${item}`.padEnd(100, '-'));
      return { ...viewEvent(i), type: 'purchase', itemIds } as const;
    };
    for (let i = 0; i < 8; i++) expect(journal.write(purchase(i))).toBe(true);
    const lengths = storage.keys().map((key) => storage.getItem(key)!.length);
    expect(lengths.reduce((sum, length) => sum + length)).toBeLessThanOrEqual(maxJournalLength);
    expect(journal.entries().map(({ id }) => id)).toEqual(['id-00005', 'id-00006', 'id-00007']);
  });

  it.each(['{', 'null', '{"type":"view_item","itemId":"a","id":"1"}', '{"type":"nonsense","id":"1","time":1}'])(
    'drops and reports the corrupt entry %s, and keeps the others',
    (text) => {
      const { storage, errors, journal } = setUp();
      storage.setItem('shop:journal:1', text);
      journal.write(viewEvent(2));
      expect(journal.entries()).toEqual([viewEvent(2)]);
      expect(storage.keys()).toEqual(['shop:journal:id-00002']);
      expect(errors.map((error) => error.code)).toEqual(['EVENT_INVALID']);
    },
  );

  it('tells how long a corrupt entry was, and nothing that it held', () => {
    const { storage, errors, journal } = setUp();
    storage.setItem('shop:journal:1', '{"type":"search","query":"Jane Doe",');
    storage.setItem('shop:journal:2', '{"type":"search","query":["Jane Doe"],"id":"2","time":1}');
    journal.entries();
    expect(errors.map((error) => error.message)).toEqual([
      'dropped a corrupt journal entry of 36 characters',
      'dropped a corrupt journal entry of 56 characters',
    ]);
  });

  it('reports a full storage and returns false instead of throwing', () => {
    const { storage, errors, journal } = setUp();
    storage.refuse();
    expect(journal.write(viewEvent(1))).toBe(false);
    expect(errors.map((error) => error.code)).toEqual(['STORAGE_FULL']);
    expect(errors[0]?.message).toContain('quota');
  });

  it('does nothing where there is no storage', () => {
    const journal = createJournal({ namespace: 'shop', storage: null });
    expect(journal.write(viewEvent(1))).toBe(false);
    journal.remove(['id-00001']);
    journal.clear();
    expect(journal.entries()).toEqual([]);
  });
});
