// Both functions run in the page: they are sent there as text, and may use nothing from outside themselves.

/**
 * Notes, from before the page's first script, the order of the first list's items whenever it has changed, where the items
 * in view stand in the frame after each change, and what Vitrine decides.
 *
 * A MutationObserver hears of each change before the frame that draws it, and costs nothing while nothing changes. A
 * callback in every frame was rejected: it sees only what stands when a frame begins, misses what other callbacks of that
 * frame change, and keeps an idle main thread at work, which is measured here, too.
 *
 * @param {boolean} hasVitrine whether the page's own scripts load Vitrine. Where they do not, the demo would look every 30 ms
 *   whether Vitrine has come, which no shop without it does: there it finds one that never answers, and looks once.
 */
export function watchList(hasVitrine) {
  const watched = { orders: [], readings: [], decisions: [] };
  window.benchWatched = watched;
  const numbers = new WeakMap();
  let nElements = 0;
  let lastOrder = '';
  let isFrameAsked = false;
  // A frame's other callbacks may still move items: what it has drawn is read in the task behind it.
  const afterFrame = new MessageChannel();
  afterFrame.port2.onmessage = ({ data: at }) => watched.read(at);

  watched.read = (at) => {
    isFrameAsked = false;
    const items = [];
    for (const element of document.querySelectorAll('[data-vitrine-item]')) {
      const { x, y, bottom, right, width } = element.getBoundingClientRect();
      if (width === 0 || bottom <= 0 || right <= 0 || y >= innerHeight || x >= innerWidth) continue;
      if (!numbers.has(element)) numbers.set(element, nElements++);
      items.push([numbers.get(element), x, y]);
    }
    watched.readings.push({ at, items });
  };
  const note = () => {
    const list = document.querySelector('[data-vitrine-list]');
    const ids = Array.from(list?.querySelectorAll('[data-vitrine-item]') ?? [], (item) => item.dataset.vitrineItem);
    const order = ids.join();
    if (order !== lastOrder) watched.orders.push({ at: performance.now(), ids });
    lastOrder = order;
    if (!isFrameAsked) requestAnimationFrame(() => afterFrame.port1.postMessage(performance.now()));
    isFrameAsked = true;
  };
  new MutationObserver(note).observe(document, { childList: true, subtree: true });

  // The queue that any page may fill before the script comes.
  window.vitrine = [];
  // biome-ignore lint/suspicious/noThenProperty: a promise that is resolved with this one waits for ever
  if (!hasVitrine) Object.assign(window.vitrine, { profile: null, then() {} });
  window.vitrine.push([
    'on',
    'decision',
    ({ slot, at, ms, source, itemIds, ranking: { reranked, reason } }) => {
      const answeredMs = at + ms - performance.timeOrigin;
      watched.decisions.push({ slot, answeredMs, source, itemIds: [...itemIds], reranked, reason });
    },
  ]);
}

/**
 * Returns what was noted until now, with the first contentful paint and the score of all layout shifts.
 *
 * `paintMs` is when the frame was drawn (`paintTime`), not when it came to the screen (`startTime`), by which time the
 * next frame may have changed the document.
 */
export async function readWatched() {
  const { benchWatched: watched } = window;
  watched.read(performance.now());
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const shifts = await new Promise((resolve) => {
    const entries = [];
    const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => {
      observer.disconnect();
      resolve(entries);
    }, 100);
  });
  return {
    slot: document.querySelector('[data-vitrine-list]')?.dataset.vitrineList ?? '',
    orders: watched.orders,
    readings: watched.readings,
    decisions: watched.decisions,
    paintMs: paint?.paintTime ?? paint?.startTime ?? Number.NaN,
    firstContentfulPaintMs: paint?.startTime ?? Number.NaN,
    layoutShift: shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0),
  };
}
