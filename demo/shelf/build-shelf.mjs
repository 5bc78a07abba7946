// Writes public/catalog.json, what the shop's pages show, and public/pictures.svg, what they show it with.
//
// The products stand by how many orders they were in during the last eight weeks of the training period, so that
// the shop's own order ("popular") is one that a shop could really have shown on the day the test period begins. Orders
// of fewer than five customers are not told: they count as none.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPictures } from '../pictures/build-pictures.mjs';
import { pictureOfTitle } from '../pictures/picture-of-title.mjs';
import { readItems } from './read-items.mjs';
import { readLog } from './read-log.mjs';

const demo = join(import.meta.dirname, '..');
const { validationFrom } = JSON.parse(readFileSync(join(demo, 'vitrine.config.json'), 'utf8')).split;

const isRecent = `time >= TIMESTAMP '${validationFrom}' - INTERVAL 56 DAY`;
const minCustomers = 5;
const told = (orders, customers) => (Number(customers) >= minCustomers ? Number(orders) : 0);
const sales = new Map(
  (
    await readLog(`
      SELECT item, count(DISTINCT invoice) AS orders, count(DISTINCT customer) AS customers,
        count(DISTINCT invoice) FILTER (${isRecent}) AS recent,
        count(DISTINCT customer) FILTER (${isRecent}) AS recentCustomers
      FROM purchases WHERE time < TIMESTAMP '${validationFrom}' GROUP BY item`)
  ).map(({ item, orders, customers, recent, recentCustomers }) => [
    item,
    { orders: told(orders, customers), recent: told(recent, recentCustomers) },
  ]),
);
const salesOf = (id) => sales.get(id) ?? { orders: 0, recent: 0 };
const byRecentSales = (a, b) =>
  salesOf(b.id).recent - salesOf(a.id).recent || salesOf(b.id).orders - salesOf(a.id).orders || (a.id < b.id ? -1 : 1);

const items = readItems().sort(byRecentSales);
const pictures = items.map(({ id, title }) => pictureOfTitle(title, id));
const categories = countedNames(items.map(({ category }) => category));
const drawings = countedNames(pictures.flatMap(({ thing, motif }) => (motif ? [thing, motif] : [thing])));

const catalogue = {
  about: 'Online Retail, D. Chen 2015, UCI Machine Learning Repository, doi:10.24432/C5BW33, CC BY 4.0',
  categories,
  drawings: drawings.map((name) => name.replace(':', '-')),
  // One row a product: id, title, price in pence, category, orders in the eight weeks, picture.
  products: items.map(({ id, title, category, price }, i) => [
    id,
    title,
    Math.round(price * 100),
    categories.indexOf(category),
    salesOf(id).recent,
    pictureRow(pictures[i]),
  ]),
};

writeFileSync(join(demo, 'public/catalog.json'), `${JSON.stringify(catalogue).replaceAll('],["', '],\n["')}\n`);
writeFileSync(join(demo, 'public/pictures.svg'), buildPictures(drawings));
process.stdout.write(`${items.length} products, ${categories.length} categories, ${drawings.length} drawings\n`);

function pictureRow({ thing, motif, tint, pattern, copies }) {
  return [drawings.indexOf(thing), motif ? drawings.indexOf(motif) : -1, tint, pattern, copies];
}

/** Distinct names, the most frequent first, so that small numbers stand for them. */
function countedNames(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
}
