// npm run bench:encoders: every kind of encoder, given the same search, compared on validation.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { originOf } from './origin-of.mjs';
import { describeEncoders } from './quality/describe-encoders.mjs';

const usage = `npm run bench:encoders -- [--resume] [--trials N] [--epochs N] [--kinds bag,gru]

  --resume     go on with a search that was stopped
  --trials N   configurations drawn of each kind, 6 by default: one in three comes to the end
  --epochs N   passes over the data of those that do, 3 by default
  --kinds      some kinds only; printed, not written to bench/results
`;

/** One customer in so many: seven searches would take a day on all of them. */
const everyNth = 3;
const root = join(import.meta.dirname, '..');
const log = 'demo/data/online-retail.parquet';
const options = readOptions();
const work = join(root, '.vitrine/bench');
mkdirSync(work, { recursive: true });
const events = join(work, `every-${everyNth}th-customer.parquet`);
if (!existsSync(events)) await writeEveryNthCustomer(join(root, log), events);

const out = join(work, 'encoders');
execFileSync('npx', ['vite', 'build', '--mode', 'cli', '--logLevel', 'error'], { cwd: root, stdio: 'inherit' });
const asked = [
  ['--events', events],
  ['--items', join(root, 'demo/data/items.csv')],
  ['--config', join(root, 'demo/vitrine.config.json')],
  ['--space', join(import.meta.dirname, 'configs/encoders-space.json')],
  ['--encoders', options.kinds],
  ['--trials', options.trials],
  ['--epochs', options.epochs],
  ['--out', out],
].flat();
execFileSync(process.execPath, ['dist/cli.js', 'tune', ...asked, ...(options.resume ? ['--resume'] : [])], {
  cwd: root,
  stdio: ['ignore', 2, 2],
});

const { space, trials } = JSON.parse(readFileSync(join(out, 'trials.json'), 'utf8'));
const result = {
  ...originOf(root, log),
  everyNthCustomer: everyNth,
  trialsOfKind: Number(options.trials),
  epochs: Number(options.epochs),
  space,
  trials: trials.map(({ config: _, ...trial }) => trial),
};
process.stdout.write(`${describeEncoders(result)}\n`);
if (options.kinds === 'all') {
  writeFileSync(join(import.meta.dirname, 'results/encoders.json'), `${JSON.stringify(result, null, 2)}\n`);
}

async function writeEveryNthCustomer(from, to) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT * FROM '${from}' WHERE CustomerID % ${everyNth} = 0) TO '${to}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        resume: { type: 'boolean' },
        trials: { type: 'string', default: '6' },
        epochs: { type: 'string', default: '3' },
        kinds: { type: 'string', default: 'all' },
      },
    });
    return values;
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}
