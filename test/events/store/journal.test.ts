import { describe, expect, it } from 'vitest';
import type { VitrineError } from '../../../src/errors.js';
import { parseRecordedEvent } from '../../../src/events/event/event.js';
import { createJournal, maxJournalLength, reservedLength } from '../../../src/events/store/journal.js';
import { readJournalEntries } from '../../../src/events/store/journal-entries.js';
import { viewEvent } from '../../contracts/event-store.js';
import { createFakeStorage, type FakeStorage } from '../fake-device.js';

/** The journal of a page, and what is read of all pages' entries. */
function openJournal(storage: FakeStorage | null, id?: string, namespace = 'shop') {
  const errors: VitrineError[] = [];
  const grant = () => id;
  const onError = (error: VitrineError) => void errors.push(error);
  const journal = createJournal({ namespace, storage, grant, onError });
  const entries = () => readJournalEntries({ namespace, storage, grant, parse: parseRecordedEvent, onError });
  return { errors, journal: { ...journal, entries } };
}

function setUp() {
  const storage = createFakeStorage();
  return { storage, ...openJournal(storage) };
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
    expect(openJournal(storage).journal.entries()).toEqual([viewEvent(1)]);
    expect(openJournal(storage, undefined, 'sho').journal.entries()).toEqual([]);
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

  const purchase = (i: number) => {
    const itemIds = Array.from({ length: 500 }, (_, item) => `item-${item}`.padEnd(100, '-'));
    return { ...viewEvent(i), type: 'purchase', itemIds } as const;
  };

  it('takes a burst of 1,000 in, and lets none of them go', () => {
    const { journal, errors } = setUp();
    for (let i = 0; i < 1000; i++) expect(journal.write(viewEvent(i))).toBe(true);
    expect([journal.entries().length, errors]).toEqual([1000, []]);
  });

  it("refuses what exceeds a small share of the shop's own room, and keeps what it has taken", () => {
    const { storage, journal, errors } = setUp();
    const written = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => journal.write(purchase(i)));
    expect(written).toEqual([true, true, true, true, true, true, true, false, false]);
    expect(errors.map(({ code }) => code)).toEqual(['TOO_MANY_EVENTS', 'TOO_MANY_EVENTS']);
    const lengths = storage.keys().map((key) => storage.getItem(key)!.length);
    expect(lengths.reduce((sum, length) => sum + length)).toBeLessThanOrEqual(maxJournalLength);
    expect(journal.entries()).toHaveLength(7);
    journal.remove(['id-00000']);
    expect(journal.write(purchase(7))).toBe(true);
  });

  it('keeps room while the shop fills the storage, gives it to entries, and takes it again when it can', () => {
    const { storage, journal } = setUp();
    journal.reserve();
    expect(storage.getItem('shop:room')).toHaveLength(reservedLength);
    storage.fill();
    expect(journal.write(viewEvent(1))).toBe(true);
    expect(storage.keys()).toEqual(['shop:journal:id-00001']);
    journal.remove(['id-00001']);
    journal.reserve();
    expect(storage.keys()).toEqual(['shop:room']);
    journal.clear();
    expect(storage.keys()).toEqual([]);
  });

  it('drops entries of a grant that has ended, and reads those of no grant, which an older version wrote', () => {
    const storage = createFakeStorage();
    const under = (id?: string) => openJournal(storage, id).journal;
    under('first').write(viewEvent(1));
    under().write(viewEvent(2));
    expect(under().entries(), 'whoever has no grant leaves what others have').toEqual([viewEvent(2)]);
    expect(under('second').entries()).toEqual([viewEvent(2)]);
    expect(storage.keys()).toEqual(['shop:journal:id-00002']);
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
    const { journal } = openJournal(null);
    expect(journal.write(viewEvent(1))).toBe(false);
    journal.remove(['id-00001']);
    journal.clear();
    expect(journal.entries()).toEqual([]);
  });
});
