import type { OrderMemory } from '../../events/recording/order-memory.js';
import { type OrderRecord, readOrderRecord } from '../../ranking/order-record.js';

/**
 * Returns a function that reads the order record which this device keeps; null where there is none, or none that can be read.
 * The text is parsed again only when it has changed.
 */
export function createRecordReader(orders: Pick<OrderMemory, 'read'>): () => OrderRecord | null {
  let text: string | null = null;
  let record: OrderRecord | null = null;
  return () => {
    const found = orders.read();
    if (found !== text) record = readOrderRecord(found);
    text = found;
    return record;
  };
}

/** Returns whether a record knows all that the shopper did, and is of the present visit. */
export function isUpToDate(record: OrderRecord | null, eventCount: number): boolean {
  if (record?.eventCount !== eventCount) return false;
  const age = Date.now() - record.madeAt;
  return age >= 0 && age < record.sessionGapMs;
}
