// npm run chaos -- [--trips 10000] [--seed N] [--path P]: many more trips than `npm test` takes, each time others.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { trips: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' } },
});
const trips = values.trips ?? '10000';
const seed = values.seed ?? String(Date.now() % 2 ** 31);
process.stdout.write(`${trips} trips by seed ${seed}: npm run chaos -- --trips ${trips} --seed ${seed}\n`);

const root = join(import.meta.dirname, '../..');
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--config=test', 'chaos.spec', '--reporter=line'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      CHAOS_TRIPS: trips,
      CHAOS_SEED: seed,
      ...(values.path === undefined ? {} : { CHAOS_PATH: values.path }),
    },
  },
);
process.exitCode = status ?? 1;
