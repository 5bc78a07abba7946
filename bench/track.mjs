// npm run bench:track: what `track` costs the main thread beside other ways to keep an event, and reranks that came too late.
import { parseArgs } from 'node:util';
import { describeTrack } from './page/describe-track.mjs';
import { openPage, writeResult } from './page/serve-page.mjs';

const { values } = parseArgs({ options: { events: { type: 'string' }, pages: { type: 'string' } } });
const nEvents = Number(values.events ?? 2000);
const nPages = Number(values.pages ?? 30);

const nLongListItems = 1000;

const { page, cdp, browserName, itemIds, close } = await openPage();
const methods = {};
const reranks = {};
const longLists = {};
const bursts = {};
let longTasks;
try {
  await cdp.send('Performance.enable');
  for (const name of ['nothing', 'vitrine', 'indexeddb', 'localforage']) {
    await page.reload();
    await page.evaluate(watchLongTasks);
    await page.evaluate(prepare, name);
    const before = await mainThreadMs();
    const { medianMs, p95Ms } = await page.evaluate(keepEvents, { nEvents, itemIds });
    methods[name] = { medianMs, p95Ms, mainThreadMs: ((await mainThreadMs()) - before) / nEvents };
    if (name === 'vitrine') longTasks = await page.evaluate(() => window.longTasks);
  }
  for (const rate of [1, 4]) {
    await page.reload();
    await page.evaluate(prepare, 'vitrine');
    await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    bursts[rate] = await page.evaluate(keepBurst, itemIds);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
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

  for (const mode of ['unseen', 'always']) {
    await page.evaluate(forgetAll);
    await page.reload();
    await page.setContent(renderLongList(mode, itemIds.slice(0, nLongListItems)));
    await page.waitForTimeout(1000); // what it costs to show the page is not ours
    await page.evaluate(watchLongTasks);
    longLists[mode] = await page.evaluate(orderList);
  }
} finally {
  await close();
}

const result = {
  browser: browserName,
  nEvents,
  methods,
  bursts,
  longTasks,
  nPages,
  reranks,
  nLongListItems,
  longLists,
};
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

/** Runs in the page: notes tasks of 50 ms or more from now on. */
function watchLongTasks() {
  window.longTasks = { count: 0, longestMs: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      window.longTasks.count++;
      window.longTasks.longestMs = Math.max(window.longTasks.longestMs, duration);
    }
  }).observe({ type: 'longtask' });
}

/** Runs in the page: `window.keep` keeps one event in the way of that name. */
async function prepare(name) {
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

/** Runs in the page: 1,000 events in one task; the longest call, and all of them, in ms. */
function keepBurst(itemIds) {
  let longestMs = 0;
  const begunAt = performance.now();
  for (let i = 0; i < 1000; i++) {
    const startedAt = performance.now();
    window.keep({ type: 'view_item', itemId: itemIds[i % 500] });
    longestMs = Math.max(longestMs, performance.now() - startedAt);
  }
  return { longestMs, allMs: performance.now() - begunAt };
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

/** A page with pictures' worth of room for each item, as shops have. */
function renderLongList(mode, ids) {
  const items = ids.map((id) => `<li data-vitrine-item="${id}"><a href="#">${id}</a><button>Add to cart</button></li>`);
  return `<!doctype html><title>bench</title>
    <style>ul { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px } li { min-height: 240px }</style>
    <ul data-vitrine-list="category" data-vitrine-apply="${mode}">${items.join('')}</ul>`;
}

/** Runs in the page: starts the script tag, and waits until the list is in the model's order and at rest. */
async function orderList() {
  const item = document.querySelectorAll('[data-vitrine-item]')[500].dataset.vitrineItem;
  window.vitrine = [['track', { type: 'view_item', itemId: item }]];
  const ordered = new Promise((resolve) => {
    addEventListener('vitrine:rerank', ({ detail }) => detail.reranked && resolve());
  });
  const script = document.createElement('script');
  script.src = '/vitrine.iife.js';
  Object.assign(script.dataset, {
    model: '/model/',
    consent: 'granted',
    bots: 'record',
    holdout: '0',
    deadline: '10000',
    namespace: 'long',
  });
  document.head.append(script);
  await ordered;
  await new Promise((resolve) => setTimeout(resolve, 2000));
  return window.longTasks;
}
