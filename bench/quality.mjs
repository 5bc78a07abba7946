// npm run bench:quality: how well the shipped model ranks, beside baselines on the same cases.
//
// It asks the built command line, so that what is quoted is what `vitrine evaluate` prints for anyone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const run = (command, args) =>
  execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'inherit'] });
const write = (text = '') => process.stdout.write(`${text}\n`);

const model = 'demo/public/model';
const log = 'demo/data/online-retail.parquet';
/** The measure that each protocol is quoted by. */
const headlines = { 'basket-completion': 'hitRate@10', 'next-basket': 'recall@20' };

run('npx', ['vite', 'build', '--mode', 'cli', '--logLevel', 'error']);
const protocols = {};
let origin;
for (const [protocol, headline] of Object.entries(headlines)) {
  const options = ['--model', model, '--events', log, '--protocol', protocol, '--k', '5,10,20', '--json'];
  const { modelHash, data, seed, nCases, nShoppers, rows } = JSON.parse(
    run('node', ['dist/cli.js', 'evaluate', ...options]),
  );
  origin = { modelHash, data: data[0].file, dataSha256: data[0].sha256, seed };
  protocols[protocol] = { headline, cases: nCases, shoppers: nShoppers, methods: figuresOf(rows) };
  write(`${protocol}, ${nCases} cases, seed ${seed}`.padEnd(48) + headline);
  for (const { method, figures } of rows) write(method.padEnd(48) + figures[headline].toFixed(4));
  write();
}

const commit = run('git', ['rev-parse', 'HEAD']).trim();
const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
const report = { commit, ...origin, period: 'test', protocols };
writeFileSync(join(results, 'online-retail.json'), `${JSON.stringify(report, null, 2)}\n`);

/** Figures by method, to four decimals: a diff shows what changed, not noise. */
function figuresOf(rows) {
  const round = (figures) =>
    Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(4))]));
  return Object.fromEntries(rows.map(({ method, figures }) => [method, round(figures)]));
}
