import { createTracker, type Tracker } from '../../../src/events/recording/tracker.js';
import { deleteEventDatabase } from '../../../src/events/store/delete-event-database.js';
import { openIndexedDbStore } from '../../../src/events/store/indexeddb-store.js';
import { eventStoreContract, viewEvent } from '../../contracts/event-store.js';

/** Runs one case of the store's contract on a fresh IndexedDB database; rejects when the promise is broken. */
async function runContractCase(name: string): Promise<void> {
  const namespace = `contract-${crypto.randomUUID()}`;
  await eventStoreContract
    .find((contractCase) => contractCase.name === name)!
    .run((options) => openIndexedDbStore({ namespace, ...options }));
  await deleteEventDatabase(namespace);
}

/** What the tests reach from outside, through `window.events`. */
const events = { createTracker, deleteEventDatabase, openIndexedDbStore, runContractCase, viewEvent };

declare global {
  interface Window {
    events: typeof events;
    /** Made by the page itself when its address names a consent. */
    tracker: Tracker;
    /** Codes that the tracker reported. */
    errors: string[];
  }
}

window.events = events;
