// npm run bench:quality: how well the shipped model ranks, beside all baselines, tuned, on the same cases.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateProtocol } from './evaluate-protocol.mjs';

const root = join(import.meta.dirname, '..');
const run = (command, args) => execFileSync(command, args, { cwd: root, encoding: 'utf8' });
const write = (text = '') => process.stdout.write(`${text}\n`);

const model = 'demo/public/model';
const log = 'demo/data/online-retail.parquet';

run('npx', ['vite', 'build', '--mode', 'cli', '--logLevel', 'error']);
const protocols = {};
let origin;
for (const protocol of ['basket-completion', 'next-basket', 'page']) {
  const { report, summary } = evaluateProtocol({ model, protocol, options: ['--events', log, '--baselines'] });
  const { modelHash, data, seed } = report;
  origin = { modelHash, data: data[0].file, dataSha256: data[0].sha256, seed };
  protocols[protocol] = summary;
  const { headline, cases, methods, comparison } = summary;
  write(`${protocol}, ${cases} cases, seed ${seed}`.padEnd(48) + headline);
  for (const [method, figures] of Object.entries(methods)) {
    const [low, high] = comparison[method].interval;
    write(`${method.padEnd(48)}${figures[headline].toFixed(4)}  (${low.toFixed(4)} to ${high.toFixed(4)})`);
  }
  write();
}

const commit = run('git', ['rev-parse', 'HEAD']).trim();
const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
const report = { commit, ...origin, period: 'test', protocols };
writeFileSync(join(results, 'online-retail.json'), `${JSON.stringify(report, null, 2)}\n`);
