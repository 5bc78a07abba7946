import { hasMoved } from './judge-moves.mjs';
import { hasSameTop, judgeOrder } from './judge-order.mjs';

/**
 * Returns what pairs of page views come to: counts, and medians over the pairs.
 *
 * A difference is the median of the pairs' differences, so it need not be the difference of the medians. Only pairs in
 * which the list came to another order than the shop's have a time "beyond the page without Vitrine".
 *
 * @param {readonly import('./summarize-views.mjs').Pair[]} pairs
 * @param {(url: string) => number} bytesOf the size of a script of ours
 * @returns {import('./summarize-views.mjs').Summary}
 */
export function summarizeViews(pairs, bytesOf) {
  const judged = pairs.map(judgePair);
  const countOf = (isCounted) => judged.filter(isCounted).length;
  const both = (read) => compare(pairs, read);
  return {
    pairs: pairs.length,
    atPaint: countOf(({ verdict }) => verdict === 'at-paint'),
    later: countOf(({ verdict }) => verdict === 'later'),
    afterPaint: countOf(({ verdict }) => verdict === 'after-paint'),
    never: countOf(({ verdict }) => verdict === 'never'),
    fromWorker: countOf(({ source }) => source === 'worker'),
    fromSnapshot: countOf(({ source }) => source === 'snapshot'),
    staleSnapshots: countOf(({ source, isStale }) => source === 'snapshot' && isStale),
    fromElsewhere: countOf(({ source }) => source === 'elsewhere'),
    staleElsewhere: countOf(({ source, isStale }) => source === 'elsewhere' && isStale),
    beyondMs: median(judged.map(({ beyondMs }) => beyondMs).filter((ms) => ms !== null)),
    firstContentfulPaintMs: both((view) => view.firstContentfulPaintMs),
    mainThreadMs: both((view) => view.mainThreadMs),
    blockingMs: both((view) => view.blockingMs),
    ours: {
      ms: median(pairs.map((pair) => pair.with.ours.ms)),
      bytes: median(pairs.map((pair) => pair.with.ours.urls.reduce((sum, url) => sum + bytesOf(url), 0))),
    },
    layoutShift: both((view) => view.layoutShift),
    moved: {
      with: pairs.filter((pair) => hasMoved(pair.with.readings, pair.with.paintMs)).length,
      without: pairs.filter((pair) => hasMoved(pair.without.readings, pair.without.paintMs)).length,
    },
  };
}

/** The wall clock, by which decisions are dated, and the page's own may differ by so much, ms. */
const clockMs = 5;

/**
 * Judges the page with Vitrine by its twin without.
 *
 * `source` is whose scores put the list in its order: those of the last answer, as `vitrine.on('decision')` tells, that was
 * there by then; 'elsewhere' where none was. An order that is not the worker's is stale where the worker, asked once the page
 * is idle, puts other items at the top.
 */
function judgePair({ with: ours, without }) {
  const shopOrder = without.orders.at(-1)?.ids ?? [];
  const { verdict, orderMs } = judgeOrder({ orders: ours.orders, paintMs: ours.paintMs, shopOrder });
  if (verdict === 'never') return { verdict, source: null, isStale: false, beyondMs: null };
  const plain = judgeOrder({ orders: without.orders, paintMs: without.paintMs, shopOrder });
  const decision = ours.decisions.findLast(
    ({ slot, reranked, answeredMs }) => slot === ours.slot && reranked && answeredMs <= orderMs + clockMs,
  );
  const final = ours.orders.at(-1)?.ids ?? [];
  const source = decision?.source ?? 'elsewhere';
  const isStale = source !== 'worker' && ours.nowFromWorker !== null && !hasSameTop(final, ours.nowFromWorker);
  return { verdict, source, isStale, beyondMs: orderMs - plain.orderMs };
}

function compare(pairs, read) {
  const values = pairs.map((pair) => ({ with: read(pair.with), without: read(pair.without) }));
  return {
    with: median(values.map((value) => value.with)),
    without: median(values.map((value) => value.without)),
    difference: median(values.map((value) => value.with - value.without)),
  };
}

/** The mean of the middle two where there is an even number; null of nothing. */
function median(values) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
