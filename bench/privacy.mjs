// npm run bench:privacy -- [NAME]: what it costs that a number of shoppers must stand behind all that a model publishes.
//
// The rule is applied to a finished model that was made without it, for several minima: items leave the vocabulary, and
// the table of companions is fitted anew on training alone. The questions are of validation, the same for each minimum; the
// test is not looked at.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSources } from './open-sources.mjs';
import { originOf } from './origin-of.mjs';
import { pruneModel } from './privacy/prune-model.mjs';
import { prunedScorer } from './privacy/pruned-scorer.mjs';
import { benchmarks } from './quality/benchmarks.mjs';

const usage = `npm run bench:privacy -- [${Object.keys(benchmarks).join('|')}] --model DIR [--minima 1,5,10,20]

  --model DIR   a model of this benchmark that was trained with privacy.minShoppers 1
`;
const root = join(import.meta.dirname, '..');
const { name, modelFolder, minima } = readArguments();
const benchmark = benchmarks[name];
const dataFolder = benchmark.isResearchOnly ? process.env.VITRINE_DATA : root;
const say = (text) => process.stdout.write(`${text}\n`);

const { load, close } = await openSources();
try {
  const { readModel } = await load('train/artifact/read-model');
  const { manifest, model } = await readModel(modelFolder);
  const { parseConfig } = await load('train/config/config');
  const config = parseConfig(manifest.provenance.config);
  const questions = await readDataset({ ...config, privacy: { minShoppers: 1 } });
  const rows = [];
  for (const minShoppers of minima) {
    rows.push(await measure(model, questions, { ...config, privacy: { minShoppers } }));
    say(describeRow(rows[rows.length - 1], rows[0]));
  }
  writeResult(manifest, rows);
} finally {
  await close();
}

async function readDataset(config) {
  const { loadDataset } = await load('train/dataset/load-dataset');
  const { dataset } = await loadDataset({
    events: benchmark.events.map((file) => join(dataFolder, file)),
    ...(benchmark.items ? { items: join(dataFolder, benchmark.items) } : {}),
    config,
  });
  return dataset;
}

async function measure(model, questions, config) {
  const { trainingPart } = await load('train/dataset/dataset-part');
  const { prepareEpochs } = await load('train/encoder-training/epoch-input');
  const { countSupporters } = await load('train/privacy/count-supporters');
  const dataset = await readDataset(config);
  const training = { ...config.training, companionFolds: 1 };
  const input = prepareEpochs(dataset, trainingPart(dataset), { encoder: model.encoder, training });
  const pruned = pruneModel(model, dataset.vocabulary, input.companions);
  const figures = {};
  for (const asked of benchmark.protocols) figures[asked.protocol] = await ask(pruned, questions, asked, config.seed);
  const learned = { ...dataset, split: { ...dataset.split, refit: false } };
  const { pairs } = await countSupporters({ ...pruned, clusters: { ...pruned.clusters, summaries: [] } }, learned);
  return { minShoppers: config.privacy.minShoppers, nItems: dataset.vocabulary.size, nPairs: pairs.length, figures };
}

async function ask(model, questions, { protocol, masksSeen }, seed) {
  const { loadTensorflow } = await load('train/tensorflow/load-tensorflow');
  await loadTensorflow();
  const { createCases } = await load('train/protocols/create-cases');
  const { catalogueVariants, modelScorer, pageVariants } = await load('train/evaluation/model-variants');
  const { measureMethods } = await load('train/metrics/measure-methods');
  const { cases } = createCases(questions, { protocol, period: 'validation', seed, masksSeen });
  const [whole] = protocol === 'page' ? pageVariants(model) : catalogueVariants(model);
  const scorer = prunedScorer(modelScorer(model, [whole]), questions.vocabulary, model.vocabulary);
  const [{ means }] = measureMethods(scorer, cases, { ks: [10, 20], nItems: questions.vocabulary.size });
  return { nCases: cases.length, ...pickFigures(means) };
}

function pickFigures(figures) {
  const wanted = ['hitRate@10', 'hitRate@20', 'ndcg@10', 'ndcg@20'];
  return Object.fromEntries(wanted.flatMap((name) => (name in figures ? [[name, figures[name]]] : [])));
}

function describeRow({ minShoppers, nItems, nPairs, figures }, first) {
  const costs = Object.entries(figures).map(([protocol, own]) => {
    const before = first.figures[protocol];
    const change = 100 * (own['ndcg@10'] / before['ndcg@10'] - 1);
    return `${protocol} NDCG@10 ${own['ndcg@10'].toFixed(4)} (${change.toFixed(2)} %)`;
  });
  return `${minShoppers} shoppers: ${nItems} items, ${nPairs} pairs; ${costs.join(', ')}`;
}

function writeResult(manifest, rows) {
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  const path = join(results, 'privacy.json');
  const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const { commit } = originOf(root, 'package.json');
  const text = readFileSync(join(modelFolder, 'manifest.json'));
  const modelHash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const hasSeenValidation = manifest.provenance.config.split.refit !== false;
  const epochs = manifest.training?.length;
  const measured = { commit, modelHash, epochs, data: manifest.provenance.data, hasSeenValidation, rows };
  writeFileSync(path, `${JSON.stringify({ ...known, [name]: measured }, null, 2)}\n`);
}

function readArguments() {
  try {
    const text = { type: 'string' };
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { model: text, minima: text } });
    const [name = 'online-retail', ...more] = positionals;
    if (!Object.hasOwn(benchmarks, name) || more.length > 0) throw new Error(`there is no benchmark "${positionals}"`);
    if (!values.model) throw new Error('--model is missing: a model that was trained without the rule');
    return { name, modelFolder: values.model, minima: (values.minima ?? '1,5,10,20').split(',').map(Number) };
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}
