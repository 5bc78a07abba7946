import type { NotRerankedReason } from '../../../index.js';

/** What a shop can do about a list that is left alone; other reasons are no fault of its markup. */
const advice: Partial<Record<NotRerankedReason, string>> = {
  framework: 'use rerank() in its template',
  carousel: 'start it after vitrine:rerank',
  virtual: 'use rerank() on its data',
  'repeated-item': 'give each item its own id',
  'between-items': 'move what belongs to an item into it, or mark it data-vitrine-pinned',
  positioned: 'the screen shows another order',
  'in-view': 'give items one size',
  overruled: 'another script orders it',
};

const warned = new Set<string>();

/**
 * Says once a page on the console why a list is left alone, and what to do.
 *
 * @param slot the list's name
 */
export function warnOnce(slot: string | undefined, reason: NotRerankedReason): void {
  const message = `[vitrine] list "${slot ?? ''}" keeps its order (${reason}): ${advice[reason]}, see docs/lists.md`;
  if (!advice[reason] || warned.has(message)) return;
  warned.add(message);
  console.warn(message);
}
