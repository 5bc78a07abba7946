import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { evaluateProtocol } from '../evaluate-protocol.mjs';
import { trainBenchmarkModel } from './train-benchmark-model.mjs';

/**
 * Trains a model, or loads one, and measures it by every protocol of a benchmark, beside all baselines and its own
 * parts.
 *
 * Whatever is finished stays in `work`: with `isResumed` a run that was stopped goes on from there, in the middle of a
 * training and, by the code of the same commit, after the last method that was measured.
 *
 * @param {string} name
 * @param {import('./benchmarks.mjs').Benchmark} benchmark
 * @param {import('./run-benchmark.mjs').RunOptions} options
 * @returns {import('./run-benchmark.mjs').BenchmarkResult}
 */
export function runBenchmark(name, benchmark, options) {
  const { commit, work, from, isTuned = true, chosen, seeds = [undefined] } = options;
  mkdirSync(work, { recursive: true });
  if (chosen) requireSameData(chosen, benchmark, options.dataFolder);
  const models = from ? [from] : seeds.map((seed) => trainBenchmarkModel(name, benchmark, { ...options, seed }));
  const measured = models.map((model, nth) =>
    // Baselines know no seed of training: they are measured once.
    measure({ ...options, name, benchmark, model, isTuned: nth === 0 && isTuned }),
  );
  const [{ reports, manifest, modelHash }] = measured;
  const first = Object.values(reports)[0].report;
  const protocols = Object.entries(reports).map(([protocol, { summary }]) => {
    const others = measured.slice(1).map((one) => one.reports[protocol].summary);
    return [protocol, others.length === 0 ? summary : { ...summary, overSeeds: overSeeds([summary, ...others]) }];
  });
  return {
    commit,
    modelHash,
    data: first.data[0].file,
    dataSha256: first.data[0].sha256,
    files: first.data,
    seed: manifest.provenance.seed,
    ...(isTuned && chosen ? { baselineOptionsOf: chosen.baselineOptionsOf ?? chosen.commit } : {}),
    ...(models.length > 1 ? { trainingSeeds: measured.map((one) => one.manifest.provenance.seed) } : {}),
    period: first.period,
    encoder: manifest.encoder,
    epochs: manifest.training?.length,
    quantisation: manifest.metrics['quantisation/ndcg@20/loss'],
    bytes: sizesOf(models[0], manifest),
    command: manifest.provenance.command,
    protocols: Object.fromEntries(protocols),
  };
}

/** Each protocol's report, of those that are not there yet. */
function measure({ name, benchmark, model, isTuned, chosen, cwd, cli, work, dataFolder, isResumed, commit }) {
  const manifestText = readFileSync(join(model, 'manifest.json'));
  const modelHash = createHash('sha256').update(manifestText).digest('hex').slice(0, 16);
  const files = [...benchmark.events, ...(benchmark.test ?? [])].map((file) => join(dataFolder, file));
  const reports = benchmark.protocols.map(({ protocol, ks, masksSeen }) => {
    const baselines = chosen
      ? ['--baseline-options', writeOptions(join(work, `${name}.${protocol}.options.json`), chosen, protocol)]
      : ['--baselines'];
    const asked = [
      ...files.flatMap((file) => ['--events', file]),
      ...(masksSeen ? ['--mask-seen'] : []),
      ...(isTuned ? baselines : []),
    ];
    // What is quoted as of a commit is measured by its code.
    const key = JSON.stringify({ commit, modelHash, protocol, ks, asked });
    const kept = join(work, `${name}.${modelHash}.${protocol}.json`);
    const saved = isResumed && existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : undefined;
    if (saved?.key === key) return [protocol, saved];
    const journal = join(work, `${name}.${modelHash}.${protocol}.${commit.slice(0, 12)}.jsonl`);
    if (!isResumed) rmSync(journal, { force: true });
    const fresh = evaluateProtocol({
      cwd,
      cli,
      model,
      protocol,
      ks,
      options: [...asked, '--parts', '--journal', journal],
    });
    writeFileSync(kept, JSON.stringify({ key, ...fresh }));
    rmSync(journal);
    return [protocol, fresh];
  });
  return { modelHash, manifest: JSON.parse(manifestText), reports: Object.fromEntries(reports) };
}

/** Options that were chosen on other data say nothing here. */
function requireSameData(chosen, { events, test = [] }, dataFolder) {
  const hashOf = (file) =>
    createHash('sha256')
      .update(readFileSync(join(dataFolder, file)))
      .digest('hex');
  const changed = [...events, ...test].find((file, i) => chosen.files[i]?.sha256 !== hashOf(file));
  if (changed) throw new Error(`${changed} is not the file that the kept options were chosen on: choose them anew`);
}

/** What each baseline was fitted with when a result was measured, as a file. */
function writeOptions(path, { protocols }, protocol) {
  const entries = Object.entries(protocols[protocol].comparison).flatMap(([method, { options }]) =>
    options ? [[method, options]] : [],
  );
  writeFileSync(path, JSON.stringify(Object.fromEntries(entries)));
  return path;
}

/** The mean of the whole model's figures over seeds of training, and their standard deviation. */
function overSeeds(summaries) {
  const figures = summaries.map(({ methods }) => Object.values(methods)[0]);
  const entries = Object.keys(figures[0]).map((name) => {
    const values = figures.map((one) => one[name]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    return [name, { mean: Number(mean.toFixed(4)), spread: Number(Math.sqrt(variance).toFixed(4)) }];
  });
  return Object.fromEntries(entries);
}

/** What the model weighs, as it lies there and as it travels. */
function sizesOf(model, manifest) {
  const contents = ['manifest.json', ...manifest.files.map(({ path }) => path)].map((path) =>
    readFileSync(join(model, path)),
  );
  const sum = (sizes) => sizes.reduce((a, b) => a + b, 0);
  return {
    raw: sum(contents.map(({ length }) => length)),
    gzip: sum(contents.map((content) => gzipSync(content).length)),
  };
}
