// npm run bench:page: what a page view costs with Vitrine, and when its list is in order, beside the same page without, in pairs.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { describePage } from './page/describe-page.mjs';
import { topLength } from './page/judge-order.mjs';
import { measureFurtherEvents } from './page/measure-event.mjs';
import { measureView } from './page/measure-view.mjs';
import { makeFirstVisit, openShopper, readShopOrders } from './page/open-shopper.mjs';
import { idleMs } from './page/read-trace.mjs';
import { writeResult } from './page/serve-page.mjs';
import { serveShop } from './page/serve-shop.mjs';
import { shops } from './page/shops.mjs';
import { summarizeViews } from './page/summarize-views.mjs';

const defaults = { views: '6', runs: '2', rates: '1,4,6', shops: Object.keys(shops).join() };
const { values } = parseArgs({
  options: Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string', default: defaults[name] }])),
});
const views = Number(values.views);
const runs = Number(values.runs);
const rates = values.rates.split(',').map(Number);

let browser = '';
const measured = {};
for (const name of values.shops.split(',')) measured[name] = await measureShop(await shops[name]());

const furtherEvents = round(await measureFurtherEvents([50, 150, 500]));
const result = { browser, cores: cpus().length, views, runs, idleMs, topLength, shops: measured, furtherEvents };
process.stdout.write(`\n${describePage({ commit: '', ...result })}\n`);
if (Object.keys(defaults).every((name) => values[name] === defaults[name])) writeResult('page', result);

/** All runs of one shop, each of two new shoppers. */
async function measureShop(shop) {
  const server = await serveShop(shop);
  const pairs = Object.fromEntries(rates.map((rate) => [rate, []]));
  try {
    for (let run = 1; run <= runs; run++) {
      await measureRun(shop, server.origins, (rate, pair) => pairs[rate].push(pair));
      process.stdout.write(`${shop.title}: run ${run} of ${runs}\n`);
    }
  } finally {
    await server.close();
  }
  const summaries = rates.map((rate) => [rate, round(summarizeViews(pairs[rate], server.bytesOf))]);
  return { title: shop.title, rates: Object.fromEntries(summaries) };
}

/** Two shoppers with the same history look at the same pages, one page at a time: with, without, without, with, and so on. */
async function measureRun(shop, origins, keep) {
  const shoppers = {};
  try {
    for (const arm of ['with', 'without']) {
      shoppers[arm] = await openShopper(origins[arm], arm === 'with');
      await makeFirstVisit(shoppers[arm], shop.history);
    }
    const lists = await readShopOrders(shoppers.without, shop.lists);
    browser = `Chromium ${shoppers.with.version}`;
    for (const rate of rates) {
      for (let i = 0; i < views; i++) {
        const pair = {};
        for (const arm of i % 2 === 0 ? ['with', 'without'] : ['without', 'with']) {
          pair[arm] = await measureView(shoppers[arm], lists[i % lists.length], rate);
        }
        keep(rate, pair);
      }
    }
  } finally {
    await Promise.all(Object.values(shoppers).map((shopper) => shopper.close()));
  }
}

/** Thousandths are enough of anything. */
function round(value) {
  if (typeof value === 'number') return Math.round(1000 * value) / 1000;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, round(part)]));
}
