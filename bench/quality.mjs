// npm run bench:quality -- NAME: how well a model ranks, beside all baselines, tuned, and what has been published.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchmarks } from './quality/benchmarks.mjs';
import { describeBenchmark } from './quality/describe-benchmark.mjs';
import { runBenchmark } from './quality/run-benchmark.mjs';

const usage = `npm run bench:quality -- [${Object.keys(benchmarks).join('|')}] [--from DIR | --train] [--resume] [--keep-options] [--seeds 42,43,44] [--epochs N] [--quick]

  --from DIR   measure this model; online-retail measures the one that ships, unless --train is given
  --resume     go on with a run that was stopped
  --keep-options
               fit the baselines with what bench/results says they were fitted with, instead of choosing anew
  --seeds      train a model by each seed, and give the mean and the spread
  --epochs N   a trial: at most N passes over the data; printed, not written to bench/results
  --quick      a trial: three baselines with their defaults; printed, not written
`;

const cwd = join(import.meta.dirname, '..');
const { name, options } = readArguments();
const benchmark = benchmarks[name];
const dataFolder = benchmark.isResearchOnly ? process.env.VITRINE_DATA : cwd;
const missing = dataFolder && benchmark.events.filter((file) => !existsSync(join(dataFolder, file)));
if (!dataFolder || missing.length > 0) {
  process.stdout.write(
    `${benchmark.title} is not measured: ${dataFolder ? `${missing.join(', ')} is not in VITRINE_DATA` : 'VITRINE_DATA names no folder with its data'}\n`,
  );
} else {
  execFileSync('npx', ['vite', 'build', '--mode', 'cli', '--logLevel', 'error'], { cwd, stdio: 'inherit' });
  const isTrial = options.epochs !== undefined || options.quick === true;
  const shipped = name === 'online-retail' && !options.train && !options.seeds ? 'demo/public/model' : undefined;
  const from = options.from ?? (isTrial && options.epochs ? undefined : shipped);
  const results = join(import.meta.dirname, 'results');
  const file = join(results, `${name}.json`);
  if (options['keep-options'] && !existsSync(file)) {
    process.stderr.write(
      `--keep-options: there is no bench/results/${name}.json yet, choose the options anew without it\n`,
    );
    process.exit(2);
  }
  const result = runBenchmark(name, benchmark, {
    commit: execFileSync('git', ['rev-parse', 'HEAD'], { cwd, encoding: 'utf8' }).trim(),
    cwd,
    cli: join(cwd, 'dist/cli.js'),
    dataFolder: resolve(dataFolder),
    work: join(cwd, '.vitrine/bench'),
    from: from && resolve(from),
    isResumed: options.resume,
    epochs: options.epochs === undefined ? undefined : Number(options.epochs),
    seeds: options.seeds?.split(',').map(Number),
    isTuned: !options.quick,
    chosen: options['keep-options'] ? JSON.parse(readFileSync(file, 'utf8')) : undefined,
  });
  process.stdout.write(`${describeBenchmark(name, benchmark, result)}\n`);
  if (!isTrial) {
    mkdirSync(results, { recursive: true });
    writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  }
}

function readArguments() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        train: { type: 'boolean' },
        resume: { type: 'boolean' },
        'keep-options': { type: 'boolean' },
        seeds: { type: 'string' },
        epochs: { type: 'string' },
        quick: { type: 'boolean' },
      },
    });
    const [first = 'online-retail', ...more] = positionals;
    if (!Object.hasOwn(benchmarks, first) || more.length > 0) throw new Error(`there is no benchmark "${positionals}"`);
    return { name: first, options: values };
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}
