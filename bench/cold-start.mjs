// npm run bench:cold-start: how well items rank that nobody has met yet, by their title, category, brand and price.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openSources } from './open-sources.mjs';

const usage = `npm run bench:cold-start -- [--events FILE --items FILE --config FILE] [--protocol NAME] [--buckets N] [--epochs N] [--share S]

  --events, --items, --config   another log; Online Retail by default
  --protocol                    what is asked, basket-completion by default
  --buckets N                   encoder.textBuckets; that of the configuration, or 4096, by default; 0 reads no text
  --share S                     of the items, held out wholly; 0.1 by default
  --epochs N                    a trial: at most N passes over the data; printed, not written to bench/results
`;

const root = join(import.meta.dirname, '..');
const options = readOptions();
const { events, items, config, protocol, share, isQuoted } = options;
const write = (text) => process.stdout.write(`${text}\n`);

const { load, close } = await openSources();
try {
  const { loadConfig } = await load('train/config/load-config');
  const { loadDataset } = await load('train/dataset/load-dataset');
  const { measureColdStart } = await load('train/evaluation/cold-start/cold-start');
  const read = await loadConfig({ config, epochs: options.epochs && Number(options.epochs) });
  const textBuckets = Number(options.buckets ?? (read.encoder.textBuckets || 4096));
  const { training, seed } = read;
  const encoder = { ...read.encoder, textBuckets };
  const { dataset } = await loadDataset({ events: [events], items, config: read });
  const measured = await measureColdStart(dataset, {
    encoder,
    training,
    seed,
    protocol,
    share: Number(share),
    onProgress: write,
  });
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const dataSha256 = createHash('sha256').update(readFileSync(events)).digest('hex');
  const result = {
    commit,
    data: relative(root, resolve(events)),
    dataSha256,
    seed,
    share: Number(share),
    encoder,
    training,
    ...measured,
  };
  write(describeResult(measured));
  if (options.epochs === undefined && isQuoted) {
    const results = join(import.meta.dirname, 'results');
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, 'cold-start.json'), `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await close();
}

/** One line a method: hitRate@20 among the cold items, with its interval; then what each feature of an item counts. */
function describeResult({ protocol, nItems, nColdItems, nCases, nShoppers, chance, weights, rows }) {
  const line = (method, hitRate, interval) =>
    `${method.padEnd(34)}${hitRate.toFixed(4)}  (${interval.map((value) => value.toFixed(4)).join(' to ')})`;
  return [
    `${protocol}: ${nColdItems} of ${nItems} items held out, ${nCases} questions of ${nShoppers} shoppers, hitRate@20 among them`,
    ...rows.map(({ method, figures, intervals }) => line(method, figures['hitRate@20'], intervals['hitRate@20'])),
    // It knows nothing of items that nobody has bought: their order is chance.
    line('popularity', chance, [chance, chance]),
    `weights: ${Object.entries(weights)
      .map(([name, weight]) => `${name} ${weight.toFixed(2)}`)
      .join(', ')}`,
  ].join('\n');
}

function readOptions() {
  try {
    const text = { type: 'string' };
    const { values } = parseArgs({
      options: { events: text, items: text, config: text, protocol: text, buckets: text, epochs: text, share: text },
    });
    const retail = values.events
      ? {}
      : {
          events: join(root, 'demo/data/online-retail.parquet'),
          items: join(root, 'demo/data/items.csv'),
          config: join(root, 'demo/vitrine.config.json'),
        };
    return { protocol: 'basket-completion', share: '0.1', ...retail, ...values, isQuoted: !values.events };
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}
