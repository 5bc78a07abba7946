import { table } from '../markdown.mjs';

/** Each line of the table, in order: its name, and how a summary is shown in it. */
const lines = {
  'in the shopper’s order at first contentful paint': ({ atPaint, pairs }) => `**${atPaint} of ${pairs}**`,
  'painted in another order, reordered later': ({ later, pairs }) => `${later} of ${pairs}`,
  'list not there at the paint, came in the shopper’s order': ({ afterPaint, pairs }) => `${afterPaint} of ${pairs}`,
  'never reordered': ({ never, pairs }) => `${never} of ${pairs}`,
  'ordered by the worker': ({ fromWorker }) => String(fromWorker),
  'ordered by stored scores (of these stale)': ({ fromSnapshot, staleSnapshots }) =>
    `${fromSnapshot} (${staleSnapshots})`,
  'ordered before any decision was told (of these stale)': ({ fromElsewhere, staleElsewhere }) =>
    `${fromElsewhere} (${staleElsewhere})`,
  'the order is there, beyond the list of the page without, ms': ({ beyondMs }) =>
    beyondMs === null ? 'never' : signed(beyondMs),
  'first contentful paint, ms': ({ firstContentfulPaintMs }) => beside(firstContentfulPaintMs),
  'main thread until idle, ms': ({ mainThreadMs }) => beside(mainThreadMs),
  'blocking time, ms': ({ blockingMs }) => beside(blockingMs),
  'scripts of ours before first paint, ms': ({ ours }) => whole(ours.ms),
  'of ours evaluated before first paint, kB': ({ ours }) => (ours.bytes / 1000).toFixed(1),
  'layout shift': ({ layoutShift }) => `${layoutShift.with.toFixed(3)} / ${layoutShift.without.toFixed(3)}`,
  'an item in view moved after the paint': ({ moved, pairs }) => `${moved.with} / ${moved.without} of ${pairs}`,
};

/**
 * What a page view costs with Vitrine and without, as Markdown: a table a shop, a column for each speed of the CPU.
 *
 * @param {object} result bench/results/page.json
 * @returns {string}
 */
export function describePage({ commit, browser, cores, views, runs, idleMs, topLength, shops }) {
  const tables = Object.values(shops).flatMap(({ title, rates }) => {
    const head = [`**${title}**`, ...Object.keys(rates).map((rate) => `${rate} ×`)];
    const rows = Object.entries(lines).map(([name, show]) => [name, ...Object.values(rates).map(show)]);
    return [table(head, rows)];
  });
  return [
    '### What a page view costs beside the same page without Vitrine',
    `${views} page views of ${runs === 1 ? 'one shopper' : `each of ${runs} shoppers`} after a first visit, code and model in the HTTP cache, each beside the same view of ` +
      `a shopper whose pages come without Vitrine’s scripts, alternately, in ${browser} on ${cores} cores without a GPU; columns are CPU throttling of the page’s main thread. ` +
      'Medians: with / without, in brackets times the page without and the median of the pairs’ differences. ' +
      `An order is its first ${topLength} items, and the shopper’s is the one that stands when all is idle, where that is not the shop’s own; one that is not the worker’s is stale where the worker, asked in the end, gives another. ` +
      `Main thread: all tasks from navigation start until ${idleMs / 1000} s after load; blocking time: what tasks take beyond 50 ms, from first contentful paint until then.`,
    ...tables,
    `Commit \`${commit.slice(0, 12)}\`: \`npm run bench:page\`.`,
  ].join('\n\n');
}

function beside({ with: ours, without, difference }) {
  const ratio = without > 0 ? `${(ours / without).toFixed(2)} ×, ` : '';
  return `${whole(ours)} / ${whole(without)} (${ratio}${signed(difference)})`;
}

function signed(ms) {
  const rounded = Math.round(ms);
  if (rounded === 0) return '0';
  return rounded < 0 ? `−${whole(-rounded)}` : `+${whole(rounded)}`;
}

function whole(ms) {
  return Math.round(ms).toLocaleString('en-GB');
}
