// What a page needs to bring events into its database: a file of its own, which a page without consent never asks for.

export { openIndexedDbStore as openStore } from '../store/indexeddb-store.js';
export { createDurableWriter } from './durable-writer.js';
