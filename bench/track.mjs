// npm run bench:track: what `track` costs the main thread beside other ways to keep an event, and reranks that came too late.
import { parseArgs } from 'node:util';
import { describeTrack } from './page/describe-track.mjs';
import { openPage, writeResult } from './page/serve-page.mjs';

const { values } = parseArgs({ options: { events: { type: 'string' }, pages: { type: 'string' } } });
const nEvents = Number(values.events ?? 2000);
const nPages = Number(values.pages ?? 30);

const { page, cdp, browserName, itemIds, close } = await openPage();
const methods = {};
const reranks = {};
let longTasks;
try {
  await cdp.send('Performance.enable');
  for (const name of ['nothing', 'vitrine', 'indexeddb', 'localforage']) {
    await page.reload();
    await page.evaluate(prepare, name);
    const before = await mainThreadMs();
    const { medianMs, p95Ms } = await page.evaluate(keepEvents, { nEvents, itemIds });
    methods[name] = { medianMs, p95Ms, mainThreadMs: ((await mainThreadMs()) - before) / nEvents };
    if (name === 'vitrine') longTasks = await page.evaluate(() => window.longTasks);
  }
  // What the loop itself costs is nobody's.
  const { nothing } = methods;
  delete methods.nothing;
  for (const method of Object.values(methods)) method.mainThreadMs -= nothing.mainThreadMs;

  // Nothing is there but three events, then what the last page has left, then a worker that is up.
  reranks.cold = await missedOf(nPages, async () => {
    await page.evaluate(forgetAll);
    await page.reload();
  });
  reranks.cached = await missedOf(nPages, () => page.reload());
  await page.evaluate(whenReady);
  reranks.warm = await missedOf(nPages);
} finally {
  await close();
}

const result = { browser: browserName, nEvents, methods, longTasks, nPages, reranks };
process.stdout.write(`${describeTrack({ commit: '', ...result })}\n`);
if (nEvents === 2000 && nPages === 30) writeResult('track', result);

async function mainThreadMs() {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** The share of first reranks, by the default deadline, that kept the shop's order, and why. */
async function missedOf(n, before) {
  const reasons = {};
  for (let i = 0; i < n; i++) {
    await before?.();
    const first = (i * 48) % (itemIds.length - 48);
    const reason = await page.evaluate(rerankOnce, itemIds.slice(first, first + 48));
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return { missed: (reasons.deadline ?? 0) / n, reasons };
}

/** Runs in the page: `window.keep` keeps one event in the way of that name. */
async function prepare(name) {
  window.longTasks = { count: 0, longestMs: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      window.longTasks.count++;
      window.longTasks.longestMs = Math.max(window.longTasks.longestMs, duration);
    }
  }).observe({ type: 'longtask' });
  const ways = {
    nothing: () => () => {},
    async vitrine() {
      const { createVitrine } = await import('/index.js');
      const options = {
        modelUrl: '/model/',
        workerUrl: '/vitrine.worker.js',
        consent: 'granted',
        bots: 'record',
        holdout: 0,
      };
      const vitrine = createVitrine(options);
      while ((await vitrine.profile()).model === null) await new Promise((resolve) => setTimeout(resolve, 50));
      return (event) => vitrine.track(event);
    },
    indexeddb: () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('plain', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('events', { autoIncrement: true });
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () =>
          resolve((event) => opening.result.transaction('events', 'readwrite').objectStore('events').add(event));
      }),
    async localforage() {
      await new Promise((resolve) => {
        document.head.append(
          Object.assign(document.createElement('script'), { src: '/localforage.min.js', onload: resolve }),
        );
      });
      let n = 0;
      return (event) => window.localforage.setItem(String(n++), event);
    },
  };
  window.keep = await ways[name]();
}

/** Runs in the page: one event after the other, each with a moment to be stored, as shoppers act. */
async function keepEvents({ nEvents, itemIds }) {
  const costs = new Float64Array(nEvents);
  for (let i = 0; i < nEvents; i++) {
    const event = { type: 'view_item', itemId: itemIds[i % 500] };
    const startedAt = performance.now();
    window.keep(event);
    costs[i] = performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  costs.sort();
  return { medianMs: costs[nEvents >> 1], p95Ms: costs[Math.floor(nEvents * 0.95)] };
}

/** Runs in the page. */
async function rerankOnce(itemIds) {
  if (!window.shop) {
    const { createVitrine } = await import('/index.js');
    const options = {
      modelUrl: '/model/',
      workerUrl: '/vitrine.worker.js',
      consent: 'granted',
      bots: 'record',
      holdout: 0,
    };
    window.shop = createVitrine({ ...options, namespace: 'deadlines' });
    for (const itemId of itemIds.slice(0, 3)) window.shop.track({ type: 'view_item', itemId });
  }
  const { reranked, reason } = await window.shop.rerank(itemIds);
  // The page stays until its scores are stored, as a shopper's does.
  while ((await window.shop.profile()).model === null) await new Promise((resolve) => setTimeout(resolve, 20));
  await window.shop.profile();
  return reranked ? 'reranked' : reason;
}

/** Runs in the page. */
async function whenReady() {
  while ((await window.shop.profile()).model === null) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Runs in the page. */
async function forgetAll() {
  await window.shop?.forget();
  for (const name of await caches.keys()) await caches.delete(name);
}
