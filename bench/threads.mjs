// npm run bench:threads: an epoch of training in one thread, and the same shared between two.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeThreads, median } from './quality/describe-threads.mjs';

const usage = `npm run bench:threads -- [--rounds N]

  --rounds N   times that one thread and two take turns; 3 by default, the median counts
`;

const root = join(import.meta.dirname, '..');
const rounds = readRounds();
const work = mkdtempSync(join(tmpdir(), 'vitrine-threads-'));
const config = JSON.parse(readFileSync(join(root, 'demo/vitrine.config.json'), 'utf8'));
const seconds = { 1: [], 2: [] };

try {
  execFileSync('npx', ['vite', 'build', '--mode', 'cli', '--logLevel', 'error'], { cwd: root, stdio: 'inherit' });
  for (let round = 0; round < rounds; round++) {
    for (const threads of [1, 2]) seconds[threads].push(await trainOneEpoch(threads));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

const result = { rounds, seconds, ratio: median(seconds[1]) / median(seconds[2]) };
process.stdout.write(`${describeThreads({ commit: '', ...result })}\n`);
const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
writeFileSync(join(results, 'threads.json'), `${JSON.stringify({ commit, ...result }, null, 2)}\n`);

/** @returns {Promise<number>} seconds of the epoch alone, as the training log tells them; what would follow it is left out */
async function trainOneEpoch(threads) {
  const file = join(work, 'config.json');
  writeFileSync(
    file,
    JSON.stringify({ ...config, training: { ...config.training, threads, epochs: 1, refitEpochs: 0 } }),
  );
  const log = join(work, `model-${threads}.log.jsonl`);
  rmSync(log, { force: true });
  const training = spawn(
    process.execPath,
    [
      'dist/cli.js',
      'train',
      ...['--events', 'demo/data/online-retail.parquet', '--items', 'demo/data/items.csv'],
      ...['--config', file, '--out', join(work, `model-${threads}`), '--log', log],
    ],
    { cwd: root, stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => training.once('exit', resolve));
  const hasEpoch = () => existsSync(log) && readFileSync(log, 'utf8').includes('\n');
  while (!hasEpoch()) {
    if (training.exitCode !== null) throw new Error(`training in ${threads} threads ended without an epoch`);
    await setTimeout(500);
  }
  training.kill('SIGKILL');
  await ended;
  return JSON.parse(readFileSync(log, 'utf8').split('\n')[0]).seconds;
}

function readRounds() {
  try {
    const rounds = Number(parseArgs({ options: { rounds: { type: 'string', default: '3' } } }).values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds is a whole number from 1');
    return rounds;
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}
