import type { EvaluationRow, EvaluationTable } from '../metrics/evaluation-table.js';
import { headlines } from '../protocols/protocol.js';
import { type Cell, formatTable } from '../terminal/table.js';

/** Columns by what they show; one that no method has a figure for is left out. */
const columns = (k: number) => ({
  hitRate: `hitRate@${k}`,
  recall: `recall@${k}`,
  'repeats only': `recall@${k}, repeats`,
  'new only': `recall@${k}, new`,
  precision: `precision@${k}`,
  mrr: `mrr@${k}`,
  ndcg: `ndcg@${k}`,
  map: `map@${k}`,
  coverage: `coverage@${k}`,
  novelty: `novelty@${k}`,
  diversity: `diversity@${k}`,
});

/**
 * An evaluation as text: one table for each list length, a method a line, and one with the intervals of the protocol's
 * headline.
 */
export function describeEvaluation(table: EvaluationTable): string {
  const { protocol, period, nCases, nShoppers, nLeftOut, seed, nSeeds, rows } = table;
  const ks = [...new Set(Object.keys(rows[0].figures).map((name) => Number.parseInt(name.split('@')[1], 10)))];
  const tables = ks.map((k) =>
    formatTable(
      rows.map(({ method, figures }) => {
        const cells = Object.entries(columns(k)).filter(([, name]) => rows.some((row) => name in row.figures));
        return { [`k = ${k}`]: method, ...Object.fromEntries(cells.map(([column, name]) => [column, figures[name]])) };
      }),
    ),
  );
  const seeds = nSeeds > 1 ? `seeds ${seed} to ${seed + nSeeds - 1}` : `seed ${seed}`;
  const count = (n: number) => n.toLocaleString('en-GB');
  const head =
    `${protocol}, ${period}, ${count(nCases)} cases of ${count(nShoppers)} shoppers, ${seeds}` +
    `${nLeftOut > 0 ? `; ${count(nLeftOut)} left out, whose item is not on the page` : ''}\n`;
  return [head, ...tables, ...describeIntervals(rows, headlineOf(table))].join('\n');
}

/** The measure that is compared: the protocol's headline, or NDCG at the longest list where that length was not asked for. */
function headlineOf({ protocol, rows }: EvaluationTable): string {
  const headline = headlines[protocol];
  const other = Object.keys(rows[0].figures).filter((name) => name.startsWith(`${headline.split('@')[0]}@`));
  return headline in rows[0].figures ? headline : other[other.length - 1];
}

function describeIntervals(rows: readonly EvaluationRow[], name: string): string[] {
  const cells = rows.map(({ method, figures, intervals, spread, behind, options }) => ({
    [`${name}, 95 %`]: method,
    value: figures[name],
    interval: describeInterval(intervals[name]),
    ...(spread ? { 'spread over seeds': spread[name] } : {}),
    [`${rows[0].method} is ahead by`]: behind?.[name].difference,
    'with interval': behind ? describeInterval(behind[name].interval) : '',
    significant: behind ? (behind[name].isSignificant ? 'yes' : 'no') : '',
    ...(rows.some((row) => row.options) ? { 'fitted with': describeOptions(options) } : {}),
  }));
  return [formatTable(cells satisfies Record<string, Cell>[])];
}

function describeInterval([low, high]: readonly [number, number]): string {
  return `${low.toFixed(4)} to ${high.toFixed(4)}`;
}

function describeOptions(options: EvaluationRow['options'] = {}): string {
  return Object.entries(options)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
