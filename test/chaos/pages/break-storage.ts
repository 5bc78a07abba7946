import type { StorageState } from '../trip.js';

/** Makes IndexedDB fail as browsers do, for as long as `stateNow` says so. Holds in a page and in a worker. */
export function breakStorage(stateNow: () => StorageState): void {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...details) {
    if (stateNow() === 'refused') throw new DOMException('refused', 'SecurityError');
    return open.apply(this, details);
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...details) {
    if (stateNow() !== 'lost') return transaction.apply(this, details);
    this.close();
    throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
  };
  for (const name of ['add', 'put'] as const) {
    const write = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...details) {
      if (stateNow() === 'full') throw new DOMException('full', 'QuotaExceededError');
      return write.apply(this, details);
    };
  }
}
