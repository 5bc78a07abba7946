/** How many items are the top of a list: what a shopper sees of it first. */
export const topLength = 8;

/**
 * Judges when a page's first list stood in the shopper's order.
 *
 * The shopper's order is what stands in the page when all is idle, where its first `topLength` items are not those of the
 * shop's own order (the same page without Vitrine). What counts is the order in the document that the frame of the first
 * contentful paint has drawn: the last one noted at or before the time of that paint. A list that was still being parsed
 * then is compared as far as it was there.
 *
 * - `at-paint`: the top of the list at first contentful paint is the top in the end
 * - `later`: the list was painted in another order, and reordered
 * - `after-paint`: nothing of the list was there at first contentful paint; it came in the shopper's order
 * - `never`: the top in the end is the shop's own
 *
 * @param {{ orders: readonly { at: number, ids: readonly string[] }[], paintMs: number, shopOrder: readonly string[] }} seen
 *   `orders` as they came, ms since navigation start
 * @returns {{ verdict: 'at-paint' | 'later' | 'after-paint' | 'never', orderMs: number }} `orderMs`: since when the top has
 *   been what it is in the end, ms since navigation start
 */
export function judgeOrder({ orders, paintMs, shopOrder }) {
  const final = topOf(orders.at(-1)?.ids ?? []);
  const { at: orderMs } = settledOrder(orders, final);
  if (isSame(final, topOf(shopOrder))) return { verdict: 'never', orderMs };
  const painted = topOf(orders.findLast(({ at }) => at <= paintMs)?.ids ?? []);
  if (painted.length > 0) return { verdict: isStartOf(painted, final) ? 'at-paint' : 'later', orderMs };
  const first = topOf(orders.find(({ ids }) => ids.length > 0)?.ids ?? []);
  return { verdict: isStartOf(first, final) ? 'after-paint' : 'later', orderMs };
}

/**
 * Returns whether two orders have the same top.
 *
 * @param {readonly string[]} a
 * @param {readonly string[]} b
 */
export function hasSameTop(a, b) {
  return isSame(topOf(a), topOf(b));
}

/** The first of the last orders in a row that have the top `final`. */
function settledOrder(orders, final) {
  const other = orders.findLastIndex(({ ids }) => !isSame(topOf(ids), final));
  return orders[other + 1] ?? { at: Number.NaN, ids: [] };
}

function topOf(ids) {
  return ids.slice(0, topLength);
}

function isStartOf(part, whole) {
  return part.every((id, i) => whole[i] === id);
}

function isSame(a, b) {
  return a.length === b.length && isStartOf(a, b);
}
