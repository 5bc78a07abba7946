// npm run bench:clusters: k-means on a million embeddings beside its peers, in one run; one assignment; one silhouette.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { drawPoints } from './clusters/draw-points.mjs';

const usage = `npm run bench:clusters -- [--rounds N] [--points N]

  --rounds N   times that vitrine and scikit-learn take turns, each by another seed; 3 by default, the median counts
  --points N   1,000,000 by default; any other number is printed, not written to bench/results
`;

const folder = join(import.meta.dirname, 'clusters');
const { rounds, n } = readOptions();
const [size, nClusters, batchSize] = [64, 64, 1024];
const [budgetGb, budgetUs] = [3, 50];
/** ml-kmeans takes minutes to converge on so many points: so many of its rounds are timed. */
const maxIterations = 2;
const write = (text = '') => process.stdout.write(`${text}\n`);
/** The first that has scikit-learn: the one on the path may be another than the system's. */
const python = ['python3', '/usr/bin/python3'].find((program) => runs(program, '-c', 'import sklearn'));
/** As vitrine runs: where other work keeps the cores busy, threads that wait for each other lose most. */
const oneThread = ['OMP_NUM_THREADS=1', 'OPENBLAS_NUM_THREADS=1'];
const work = mkdtempSync(join(tmpdir(), 'vitrine-clusters-'));

try {
  const bundle = await bundleSources();
  const { createRandom } = await import(bundle);
  const file = join(work, 'points.f32');
  drawPoints({ n, size, random: createRandom(42), file });

  const found = { vitrine: [], peer: [], peerAlone: [] };
  for (let seed = 0; seed < rounds; seed++) {
    const options = JSON.stringify({ size, nClusters, batchSize, seed });
    found.vitrine.push(measure(process.execPath, 'measure-vitrine.mjs', bundle, file, options));
    if (!python) continue;
    found.peer.push(measure(python, 'measure-scikit-learn.py', file, options));
    found.peerAlone.push(measure('env', ...oneThread, python, 'measure-scikit-learn.py', file, options));
  }
  const options = JSON.stringify({ size, nClusters, maxIterations, seed: 0 });
  report(found, measure(process.execPath, 'measure-ml-kmeans.mjs', file, options));
} finally {
  rmSync(work, { recursive: true, force: true });
}

function report(runs, mlKMeans) {
  const kMeans = {
    [`vitrine, batches of ${batchSize}`]: summarise(runs.vitrine.map((run) => run.kMeans)),
    [`scikit-learn, batches of ${batchSize}`]: summarise(runs.peer),
    'the same, on one core': summarise(runs.peerAlone),
    [`ml-kmeans, ${maxIterations} rounds`]: summarise([mlKMeans]),
  };
  write(`k-means of ${n.toLocaleString('en')} x ${size}, k = ${nClusters}, median of ${rounds}`);
  write(
    `${'by'.padEnd(32)}${['seconds', 'of processor', 'inertia / n', 'peak GB'].map((title) => title.padStart(14)).join('')}`,
  );
  for (const [name, figures] of Object.entries(kMeans)) {
    if (!figures) write(`${name.padEnd(32)}  not installed here`);
    else
      write(
        name.padEnd(32) +
          Object.values(figures)
            .map((value) => value.toFixed(2).padStart(14))
            .join(''),
      );
  }
  const assignmentUs = median(runs.vitrine.map((run) => run.assignmentUs));
  const [{ silhouette: judged }] = runs.vitrine;
  const silhouette = { points: judged.points, cpuSeconds: Number(judged.cpuSeconds.toPrecision(3)) };
  write();
  write(`one shopper to one of 256 clusters: ${assignmentUs.toFixed(1)} µs of ${budgetUs}`);
  write(
    `exact silhouette of ${silhouette.points.toLocaleString('en')} x ${size}: ${silhouette.cpuSeconds.toFixed(1)} s of processor`,
  );

  const [ours] = Object.values(kMeans);
  if (ours.peakGb > budgetGb || assignmentUs > budgetUs) process.exitCode = 1;
  if (n !== 1_000_000) return;
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  const found = {
    commit,
    points: n,
    size,
    nClusters,
    rounds,
    kMeans,
    assignmentUs: Number(assignmentUs.toPrecision(3)),
    silhouette,
  };
  writeFileSync(join(results, 'clusters.json'), `${JSON.stringify(found, null, 2)}\n`);
}

/** Medians; undefined where nothing ran. */
function summarise(runs) {
  if (runs.length === 0) return undefined;
  const of = (key, scale = 1) => Number((median(runs.map((run) => run[key])) / scale).toPrecision(4));
  return { seconds: of('seconds'), cpuSeconds: of('cpuSeconds'), meanInertia: of('inertia', n), peakGb: of('peakGb') };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.ceil(sorted.length / 2) - 1] + sorted[Math.floor(sorted.length / 2)]) / 2;
}

/** @param command a program, its arguments, the script among them */
function measure(...command) {
  const [program, ...args] = command.map((word) => (word.startsWith('measure-') ? join(folder, word) : word));
  return JSON.parse(execFileSync(program, args, { encoding: 'utf8' }));
}

function runs(program, ...args) {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function bundleSources() {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: work,
      emptyOutDir: false,
      minify: false,
      lib: { entry: join(folder, 'measured.ts'), formats: ['es'], fileName: 'measured' },
      rolldownOptions: { output: { entryFileNames: 'measured.mjs' } },
    },
  });
  return join(work, 'measured.mjs');
}

function readOptions() {
  try {
    const { values } = parseArgs({ options: { rounds: { type: 'string' }, points: { type: 'string' } } });
    const [asked, points] = [Number(values.rounds ?? 3), Number(values.points ?? 1_000_000)];
    if (!(Number.isInteger(asked) && asked > 0 && Number.isInteger(points) && points >= 20_000)) throw new Error(usage);
    return { rounds: asked, n: points };
  } catch (error) {
    process.stderr.write(`${error.message.includes('npm run') ? usage : `${error.message}\n\n${usage}`}`);
    process.exit(2);
  }
}
