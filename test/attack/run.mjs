// npm run attack -- [--seed N] [--kind NAME]: hostile input of every kind, more of it than `npm test` tries, and other cases each time.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from '../../.ci/setup.mjs';
import { readAttacks, showAttacks } from './attack-table.mjs';

const { values } = parseArgs({ options: { seed: { type: 'string' }, kind: { type: 'string' } } });
const seed = values.seed ?? String(Date.now() % 2 ** 31);
const again = `npm run attack -- --seed ${seed}${values.kind ? ` --kind ${values.kind}` : ''}`;
process.stdout.write(`Seed ${seed}; to try the same cases again: ${again}\n`);

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'vitrine-attack-'));
const report = join(folder, 'attacks.jsonl');
const env = {
  ...process.env,
  ATTACK: 'full',
  ATTACK_SEED: seed,
  ATTACK_REPORT: report,
  CHROME_PATH: await ensureChromium(),
};
const suite = `attack/${values.kind ?? ''}`;
try {
  const isWithstood = [
    run('vitest/vitest.mjs', 'run', `test/${suite}`, '--testTimeout=600000', '--passWithNoTests'),
    run(
      '@playwright/test/cli.js',
      'test',
      '--config=test',
      suite,
      '--reporter=line',
      '--retries=0',
      '--pass-with-no-tests',
    ),
  ];
  const attacks = readAttacks(report);
  process.stdout.write(`\n${showAttacks(attacks)}\n`);
  if (attacks.length === 0) process.stderr.write(`no suite of test/attack is called "${values.kind ?? ''}"\n`);
  process.exitCode = isWithstood.every(Boolean) && attacks.length > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a test runner from node_modules to its end; returns whether every test passed. */
function run(program, ...args) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  return status === 0;
}
