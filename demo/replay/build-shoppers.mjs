// Writes public/shoppers.json: orders of the test period, which the model has never seen, drawn by seed and not
// picked. Of each order one item, drawn too, is held out; the panel shows where the model ranks it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { readItems } from '../shelf/read-items.mjs';
import { readLog } from '../shelf/read-log.mjs';

const demo = join(import.meta.dirname, '..');
const shopperCount = 12;
const { testFrom } = JSON.parse(readFileSync(join(demo, 'vitrine.config.json'), 'utf8')).split;
const { module } = await runnerImport(join(demo, '../src/random.ts'), { configFile: false, logLevel: 'error' });
const random = module.createRandom(42);

const known = new Set(readItems().map(({ id }) => id));
const rows = await readLog(`
  SELECT invoice, strftime(min(time), '%Y-%m-%d') AS day, list(DISTINCT item ORDER BY item) AS items
  FROM purchases WHERE time >= TIMESTAMP '${testFrom}' GROUP BY invoice ORDER BY invoice`);
const orders = rows
  .map(({ day, items }) => ({ day, items: items.filter((id) => known.has(id)) }))
  // Short enough to watch, long enough to say something about taste.
  .filter(({ items }) => items.length >= 6 && items.length <= 16);

const shoppers = random
  .shuffle(orders)
  .slice(0, shopperCount)
  .map(({ day, items }) => {
    // All lines of an order carry one time: their order is no behaviour, so they are shuffled.
    const [heldOut, ...looked] = random.shuffle(items);
    return { day, looked, heldOut };
  });

writeFileSync(join(demo, 'public/shoppers.json'), `${JSON.stringify({ drawnFrom: orders.length, shoppers })}\n`);
process.stdout.write(`${shoppers.length} of ${orders.length} orders\n`);
