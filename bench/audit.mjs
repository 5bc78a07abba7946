// npm run bench:audit: what the demo's model, and one with planted canaries, give away of the customers they learned from.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { plantCanaries } from './audit/plant-canaries.mjs';
import { originOf } from './origin-of.mjs';

const usage = `npm run bench:audit -- [--epochs N] [--shipped]

  --epochs N   passes over the data of the model with canaries, 2 by default
  --shipped    audits the demo's model alone; printed, not written to bench/results
`;

const root = join(import.meta.dirname, '..');
const cli = join(root, 'dist/cli.js');
const data = 'demo/data/online-retail.parquet';
const { epochs, shipped: isShippedOnly } = readOptions();
const write = (text) => process.stdout.write(`${text}\n`);

/** Runs the built command line to its end; its progress is shown. */
const vitrine = (cwd, ...args) =>
  execFileSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

const folder = mkdtempSync(join(tmpdir(), 'vitrine-audit-'));
try {
  const shipped = audit(folder, join(root, 'demo/public/model'), '--events', join(root, data));
  if (!isShippedOnly) {
    const planted = await auditPlanted();
    mkdirSync(join(root, 'bench/results'), { recursive: true });
    const result = { ...originOf(root, data), epochs, shipped, planted };
    writeFileSync(join(root, 'bench/results/audit.json'), `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Trains a model on the log with canaries and without some customers, and audits it with both. */
async function auditPlanted() {
  const { log, keptOut, canaries, ...counts } = await plantCanaries(join(root, data), folder);
  write(`planted ${counts.nPlanted} canaries, kept ${counts.nKeptOut} customers out; training for ${epochs} epochs`);
  const model = join(folder, 'model');
  const items = join(root, 'demo/data/items.csv');
  const config = join(root, 'demo/vitrine.config.json');
  vitrine(
    folder,
    ...['train', '--events', log, '--items', items, '--config', config].concat([
      '--epochs',
      String(epochs),
      '--out',
      model,
    ]),
  );
  return { ...counts, ...audit(folder, model, '--events', log, '--kept-out', keptOut, '--canaries', canaries) };
}

/** Audits a model and prints what was found. */
function audit(cwd, model, ...args) {
  const report = JSON.parse(vitrine(cwd, 'audit', '--model', model, '--json', ...args));
  for (const { name, nMembers, attacks, added } of report.membership) {
    const best = attacks.slice(1).reduce((a, b) => (b.auc > a.auc ? b : a));
    write(
      `${name}: ${nMembers} of each; control ${attacks[0].auc.toFixed(3)}, best ${best.auc.toFixed(3)} (${best.attack}), ` +
        `all together ${attacks.at(-1).auc.toFixed(3)}, added ${added.auc.toFixed(3)}`,
    );
  }
  write(`pairs of one customer in the table: ${report.pairs.nPublishedLone} of ${report.pairs.nPublished}`);
  for (const { name, by, nCanaries, mean, highest } of report.exposure.groups) {
    write(`${name}, by ${by}: ${nCanaries} canaries, exposure ${mean.toFixed(2)} bits, highest ${highest.toFixed(2)}`);
  }
  return report;
}

function readOptions() {
  try {
    const { values } = parseArgs({ options: { epochs: { type: 'string' }, shipped: { type: 'boolean' } } });
    return { epochs: Number(values.epochs ?? 2), shipped: values.shipped ?? false };
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}
