// npm run bench:cluster-lab: ways to group the customers of Online Retail, judged, and what they do for its ranking.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeClusterLab } from './clusters/describe-cluster-lab.mjs';
import { originOf } from './origin-of.mjs';

const root = join(import.meta.dirname, '..');
const model = 'demo/public/model';
const log = 'demo/data/online-retail.parquet';

execFileSync('npx', ['vite', 'build', '--mode', 'cli', '--logLevel', 'error'], { cwd: root, stdio: 'inherit' });
const report = JSON.parse(
  execFileSync(
    process.execPath,
    ['dist/cli.js', 'clusters', '--model', model, '--events', log, '--compare', '--json'],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 },
  ),
);
const result = {
  ...originOf(root, log),
  report,
};
process.stdout.write(`${describeClusterLab(result)}\n`);
writeFileSync(join(import.meta.dirname, 'results/cluster-lab.json'), `${JSON.stringify(result, null, 2)}\n`);
