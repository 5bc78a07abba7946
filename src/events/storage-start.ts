// What a page needs to bring events into its database: a file of its own, which a page without consent never asks for.
export { createDurableWriter } from './durable-writer.js';
export { openIndexedDbStore as openStore } from './indexeddb-store.js';
