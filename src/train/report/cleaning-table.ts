import { dataTable } from './charts/figure.js';
import type { ReportData } from './data/report-data.js';
import { html, type Markup } from './page/html.js';
import { count, percent } from './page/numbers.js';

/** What each rule of cleaning took away, and what it came to. */
export function cleaningTable({ cleaning, nItems }: Pick<ReportData, 'cleaning' | 'nItems'>): Markup {
  const { nRows, steps, nSteps, nShoppers } = cleaning;
  const rows = steps.map(({ rule, dropped, left, note }) => [rule, count(dropped), count(left), note ?? '']);
  const left = steps.at(-1)?.left ?? nRows;
  return html`<p>Of ${count(nRows)} rows, ${count(left)} (${percent(nRows > 0 ? left / nRows : 0)}) are kept: ${count(nSteps)} steps of ${count(nShoppers)} shoppers over the ${count(nItems)} items that the model knows.</p>
${dataTable({ heads: ['rule', 'dropped', 'left', 'note'], rows: [['rows in', '', count(nRows), ''], ...rows] }, 'the cleaning, rule by rule')}`;
}
