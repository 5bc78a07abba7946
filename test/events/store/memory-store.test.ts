import { describe, expect, it } from 'vitest';
import { createMemoryEventStore } from '../../../src/events/store/memory-store.js';
import { eventStoreContract } from '../../contracts/event-store.js';

describe('the event store in memory', () => {
  for (const { name, run } of eventStoreContract) {
    it(name, async () => {
      await expect(run(async (options) => createMemoryEventStore(options))).resolves.toBeUndefined();
    });
  }

  it('says that it does not outlive the page', () => {
    expect(createMemoryEventStore().isDurable).toBe(false);
  });
});
