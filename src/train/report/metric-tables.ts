import type { Manifest } from '../../encoder/artifact/manifest.js';
import { dataTable } from './charts/figure.js';
import { html, type Markup } from './page/html.js';
import { capital, count } from './page/numbers.js';

/**
 * The metrics of a manifest as tables: one for each protocol, a row a measure, a column a list length; what has no list
 * length comes last, in a table of its own.
 */
export function metricTables(metrics: Manifest['metrics']): Markup[] {
  const groups = new Map<string, Map<string, Map<string, number>>>();
  const others: [string, number][] = [];
  for (const [name, value] of Object.entries(metrics)) {
    const [, group, measure, k, rest] = /^(.*)\/([^/@]+)@(\d+)(, [^/]+)?$/.exec(name) ?? [];
    if (group === undefined) {
      others.push([name, value]);
      continue;
    }
    const rows = groups.get(group) ?? new Map<string, Map<string, number>>();
    groups.set(group, rows);
    const row = rows.get(measure + (rest ?? '')) ?? new Map<string, number>();
    rows.set(measure + (rest ?? ''), row);
    row.set(k, value);
  }
  const tables = [...groups].map(([group, rows]) => {
    const ks = [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))].sort((a, b) => Number(a) - Number(b));
    const cases = metrics[`${group}/cases`];
    return html`<section class="metric"><h3>${capital(group.replace('/', ': ').replaceAll('-', ' '))}</h3>${cases !== undefined && html`<p class="note">${count(cases)} cases</p>`}${dataTable(
      {
        heads: ['measure', ...ks.map((k) => `@${k}`)],
        rows: [...rows].map(([measure, row]) => [measure, ...ks.map((k) => write(row.get(k)))]),
      },
      group,
    )}</section>`;
  });
  const rest = others.filter(([name]) => !(name.endsWith('/cases') && groups.has(name.slice(0, -'/cases'.length))));
  if (rest.length === 0) return tables;
  const table = dataTable({ heads: ['measure', 'value'], rows: rest.map(([name, value]) => [name, write(value)]) });
  return [...tables, html`<section class="metric"><h3>Others</h3>${table}</section>`];
}

function write(value: number | undefined): string {
  if (value === undefined) return '';
  return Number.isInteger(value) && Math.abs(value) > 1 ? count(value) : value.toFixed(4).replace('-', '−');
}
