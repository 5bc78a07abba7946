// One evaluation by the built command line, so that what is quoted is what `vitrine evaluate` prints for anyone.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The measure that each protocol is quoted by. */
export const headlines = {
  'every-prefix': 'hitRate@20',
  'leave-one-out': 'ndcg@10',
  'basket-completion': 'hitRate@10',
  'next-basket': 'recall@20',
  page: 'ndcg@10',
};

/**
 * Measures a model and the baselines by one protocol.
 *
 * @param {{ model: string, protocol: keyof typeof headlines, ks?: string, options?: readonly string[], cli?: string,
 * cwd?: string }} what `cli` is the built command line, `cwd` where it runs; `options` go to `vitrine evaluate`, such as `['--events', 'log.parquet', '--baselines', '--seeds', '3']`
 * @returns what the command prints as JSON, and with it `summary`: the figures of each method to four decimals, its
 * interval of the headline and, but for the first, how much the first is ahead
 */
export function evaluateProtocol({
  model,
  protocol,
  ks = protocol === 'page' ? '10,48' : '5,10,20',
  options = [],
  cli = 'dist/cli.js',
  cwd = root,
}) {
  const headline = headlines[protocol];
  const args = [cli, 'evaluate', '--model', model, '--protocol', protocol, '--k', ks, '--json', ...options];
  const printed = execFileSync('node', args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const report = JSON.parse(printed);
  const { nCases, nShoppers, nLeftOut, nSeeds, rows } = report;
  const summary = {
    headline,
    cases: nCases,
    shoppers: nShoppers,
    leftOut: nLeftOut,
    seeds: nSeeds,
    methods: byMethod(rows, ({ figures }) => roundAll(figures)),
    comparison: byMethod(rows, (row) => compare(row, headline)),
  };
  return { report, summary };
}

function compare({ intervals, behind, options, spread }, headline) {
  const difference = behind?.[headline];
  return {
    interval: intervals[headline].map(round),
    ...(spread ? { spread: round(spread[headline]) } : {}),
    ...(difference
      ? {
          behind: round(difference.difference),
          behindInterval: difference.interval.map(round),
          isSignificant: difference.isSignificant,
        }
      : {}),
    ...(options ? { options } : {}),
  };
}

function byMethod(rows, tell) {
  return Object.fromEntries(rows.map((row) => [row.method, tell(row)]));
}

/** To four decimals: a diff shows what changed, not noise. */
function roundAll(figures) {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)]));
}

function round(value) {
  return Number(value.toFixed(4));
}
