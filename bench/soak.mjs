// npm run bench:soak: 100,000 events and 2,000 reranks in one page; do heap and IndexedDB stay within their caps?
import { parseArgs } from 'node:util';
import { describeSoak } from './page/describe-soak.mjs';
import { openPage, writeResult } from './page/serve-page.mjs';

const { values } = parseArgs({ options: { events: { type: 'string' }, reranks: { type: 'string' } } });
const nEvents = Number(values.events ?? 100_000);
const nReranks = Number(values.reranks ?? 2000);
const nSamples = 10;

/** What the events may weigh is the store's own promise; what the page may grow by once the store is full is this bench's. */
const caps = { storedEvents: 10_000, storedMegabytes: 4, heapGrowthMegabytes: 4 };

const { page, cdp, browserName, itemIds, close } = await openPage();
const samples = [];
try {
  await page.evaluate(startShop);
  for (let i = 1; i <= nSamples; i++) {
    const part = { from: ((i - 1) * nEvents) / nSamples, nEvents: nEvents / nSamples, nReranks: nReranks / nSamples };
    await page.evaluate(useShop, { ...part, itemIds });
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    samples.push({
      events: part.from + part.nEvents,
      heapMegabytes: usedSize / 2 ** 20,
      ...(await page.evaluate(readStored)),
    });
    const { events, heapMegabytes, storedEvents } = samples.at(-1);
    process.stdout.write(`${events} events: heap ${heapMegabytes.toFixed(1)} MB, ${storedEvents} stored\n`);
  }
} finally {
  await close();
}

const round = (value) => Math.round(value * 100) / 100;
const rounded = samples.map((sample) =>
  Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, round(value)])),
);
/** From when the store is full: until then the page is still warming up. */
const full = rounded.find(({ storedEvents }) => storedEvents >= caps.storedEvents) ?? rounded[0];
const last = rounded.at(-1);
const found = {
  storedEvents: Math.max(...rounded.map(({ storedEvents }) => storedEvents)),
  storedMegabytes: Math.max(...rounded.map(({ storedMegabytes }) => storedMegabytes)),
  heapGrowthMegabytes: round(last.heapMegabytes - full.heapMegabytes),
};
const over = Object.keys(caps).filter((name) => found[name] > caps[name]);
const lost = nEvents >= caps.storedEvents && last.storedEvents !== caps.storedEvents ? ['storedEvents'] : [];
const result = {
  browser: browserName,
  nEvents,
  nReranks,
  caps,
  found,
  journalEntries: last.journalEntries,
  samples: rounded,
};
process.stdout.write(`\n${describeSoak({ commit: '', ...result })}\n`);
if (nEvents === 100_000) writeResult('soak', result);
if (over.length + lost.length > 0) {
  process.stdout.write(`beyond its cap: ${[...over, ...lost].join(', ')}\n`);
  process.exitCode = 1;
}

/** Runs in the page. */
async function startShop() {
  const { createVitrine } = await import('/index.js');
  window.errors = [];
  window.shop = createVitrine({
    modelUrl: '/model/',
    workerUrl: '/vitrine.worker.js',
    consent: 'granted',
    bots: 'record',
    holdout: 0,
    onError: ({ code }) => window.errors.push(code),
  });
  while ((await window.shop.profile()).model === null) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Runs in the page: as many events and reranks, evenly, each burst taken in before the next. */
async function useShop({ from, nEvents, nReranks, itemIds }) {
  const types = ['view_item', 'select_item', 'add_to_cart', 'remove_from_cart', 'add_to_wishlist'];
  const perRerank = nEvents / nReranks;
  for (let i = 0; i < nReranks; i++) {
    for (let k = 0; k < perRerank; k++) {
      const n = from + i * perRerank + k;
      window.shop.track({ type: types[n % types.length], itemId: itemIds[(n * 7) % 500] });
    }
    const first = (i * 48) % (itemIds.length - 48);
    await window.shop.rerank(itemIds.slice(first, first + 48), { deadlineMs: 1000 });
    await window.shop.profile();
  }
}

/** Runs in the page, through the shop's own door. */
async function readStored() {
  const { events } = await window.shop.exportData();
  const { usage = 0 } = await navigator.storage.estimate();
  return {
    storedEvents: events.length,
    storedMegabytes: events.reduce((sum, event) => sum + JSON.stringify(event).length, 0) / 2 ** 20,
    originMegabytes: usage / 2 ** 20,
    journalEntries: Object.keys(localStorage).filter((key) => key.includes(':journal:')).length,
    errors: window.errors.length,
  };
}
