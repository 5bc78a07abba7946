import type { Page } from '@playwright/test';
import { type OrderRecord, writeOrderRecord } from '../../src/ranking/order-record.js';
import { shopOrder } from './shop.js';

/** A record by which the shop's last item comes first. */
export const reversedRecord: OrderRecord = {
  modelHash: 'cafe',
  eventCount: 3,
  madeAt: 1_700_000_000_000,
  sessionGapMs: 1_800_000,
  positionWeight: 0,
  nShown: 0,
  itemIds: shopOrder,
  scores: shopOrder.map((_, place) => place),
  history: [],
  because: [],
};

/** The home page's items in the order of `reversedRecord`. */
export const reversedOrder = [...shopOrder].reverse();

export interface KeptRecord {
  /** Text of the record. */
  readonly text?: string;
  /** The grant that it was made under; `g1` stands. */
  readonly madeUnder?: string;
  /** Further keys of localStorage, without the namespace. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** Has the device keep an order record from the first page on, as an earlier visit would have left it. */
export async function keepRecord(page: Page, kept: KeptRecord = {}): Promise<void> {
  const { text = writeOrderRecord(reversedRecord), madeUnder = 'g1', keys = {} } = kept;
  const stored = { grant: 'g1', order: `${madeUnder} 0 ${text}`, ...keys };
  await page.addInitScript((entries: Record<string, string>) => {
    for (const [key, value] of Object.entries(entries)) localStorage.setItem(`vitrine:${key}`, value);
  }, stored);
}
