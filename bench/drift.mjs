// npm run bench:drift: how soon a changed taste changes the cluster, and how steady a steady shopper's cluster is.
import { join } from 'node:path';
import { openSources } from './open-sources.mjs';

const root = join(import.meta.dirname, '..');
const write = (text) => process.stdout.write(`${text}\n`);

/** Ways to forget: none, the last state alone of so many items, and means of their states. */
const drifts = [
  undefined,
  { window: 32, halfLife: 0 },
  { window: 20, halfLife: 0 },
  { window: 12, halfLife: 0 },
  { window: 8, halfLife: 0 },
  { window: 32, halfLife: 2 },
  { window: 20, halfLife: 2 },
  { window: 12, halfLife: 2 },
  { window: 8, halfLife: 2 },
  { window: 20, halfLife: 4 },
  { window: 12, halfLife: 4 },
  { window: 20, halfLife: 8 },
];
const nShoppers = Number(process.argv[2] ?? 60);
/** Items of the old taste, and of the new one that follows in the same session. */
const nBefore = 40;
const nAfter = 20;

const { load, close } = await openSources();
try {
  const { loadConfig } = await load('train/config/load-config');
  const { loadDataset } = await load('train/dataset/load-dataset');
  const { readModel } = await load('train/artifact/read-model');
  const { loadTensorflow } = await load('train/tensorflow/load-tensorflow');
  const { embedSequences } = await load('train/tensorflow/embed-sequences');
  const { assign } = await load('clusters/placing/assign');
  const { driftWeights, recentPart } = await load('clusters/placing/drift');
  const { toSequence } = await load('sequence/sequence');
  const { createRandom } = await load('random');
  await loadTensorflow();
  const { model } = await readModel(join(root, 'demo/public/model'));
  const { dataset } = await loadDataset({
    events: [join(root, 'demo/data/online-retail.parquet')],
    items: join(root, 'demo/data/items.csv'),
    vocabulary: model.vocabulary,
    config: await loadConfig({ config: join(root, 'demo/vitrine.config.json') }),
  });
  const { sessionStart } = model.vocabulary;
  const { embeddingSize: size, maxSequenceLength } = model.encoder;
  const random = createRandom(7);
  const known = dataset.shoppers
    .map(({ steps }) => steps.filter(({ item }) => item >= 0))
    .filter(({ length }) => length >= nBefore + nAfter);
  const shoppers = Array.from({ length: nShoppers }, () => known.splice(random.integer(known.length), 1)[0]);

  /** The cluster after each of the last `nAfter` steps. */
  const follow = (histories, drift) => {
    const sequences = histories.flatMap((steps) =>
      Array.from({ length: nAfter }, (_, i) => {
        const until = steps.slice(0, steps.length - nAfter + 1 + i);
        return recentPart(toSequence(until, { sessionStart, maxSequenceLength }), sessionStart, drift);
      }),
    );
    const weigh = drift && ((tokens) => driftWeights(tokens, sessionStart, drift.halfLife));
    const labels = assign(embedSequences(model, sequences, weigh), model.clusters.centroids, size);
    return histories.map((_, i) => [...labels.subarray(i * nAfter, (i + 1) * nAfter)]);
  };
  // What the new taste is, seen alone.
  const newTaste = follow(
    shoppers.map((steps) => steps.slice(-nAfter)),
    undefined,
  ).map((labels) => labels[nAfter - 1]);
  const oldTaste = follow(
    shoppers.map((steps) => steps.slice(-nAfter - nBefore, -nAfter)),
    undefined,
  ).map((labels) => labels[nAfter - 1]);
  const pairs = shoppers.flatMap((_, a) => {
    const b = shoppers.findIndex((_, j) => j > (a * 17) % (nShoppers / 2) && newTaste[j] !== oldTaste[a]);
    return b < 0 ? [] : [{ a, b }];
  });
  const switched = pairs.map(({ a, b }) => {
    const before = shoppers[a].slice(-nAfter - nBefore, -nAfter);
    const { time, session } = before[nBefore - 1];
    const after = shoppers[b].slice(-nAfter);
    return [...before, ...after.map(({ item }, i) => ({ item, time: time + (i + 1) * 20_000, session }))];
  });

  write(`${pairs.length} shoppers whose taste changes, ${nShoppers} who go on as they were`);
  write('drift                 changes in 100 items   in the new cluster after 5, 10, 15, 20 items');
  for (const drift of drifts) {
    const steady = follow(shoppers, drift);
    const changes = steady.flatMap((labels) => labels.slice(1).map((label, i) => Number(label !== labels[i])));
    const arrived = follow(switched, drift);
    const share = (nth) =>
      arrived.filter((labels, i) => labels[nth - 1] === newTaste[pairs[i].b]).length / pairs.length;
    const name = drift ? `window ${drift.window}, half-life ${drift.halfLife}` : 'none';
    const rate = (100 * changes.reduce((a, b) => a + b)) / changes.length;
    write(
      name.padEnd(22) +
        rate.toFixed(1).padStart(18) +
        [5, 10, 15, 20].map((n) => share(n).toFixed(2).padStart(8)).join(''),
    );
  }
} finally {
  await close();
}
