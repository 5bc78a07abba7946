import { comparisons } from '../../cluster-lab/groups/stability-rounds.js';
import type { ChosenRow } from '../data/chosen-rows.js';
import { html, type Markup } from '../page/html.js';
import { createChartScale, writeTick } from './chart-scale.js';
import { figure } from './figure.js';

const width = 360;
const margin = { left: 74, right: 14, top: 4, bottom: 36 };
const [nameHeight, lineHeight] = [24, 18];

/** For each clustering how alike two fits label the same held-out shoppers, beside what points without groups give. */
export function stabilityFigure(rows: readonly ChosenRow[]): Markup | undefined {
  const measured = rows.map(({ name, clustering }) => ({
    name,
    lines: comparisons.flatMap((comparison) => {
      const found = clustering.stability[comparison];
      return found ? [{ comparison, ...found }] : [];
    }),
  }));
  const all = measured.flatMap(({ lines }) => lines);
  if (all.length === 0) return undefined;
  const height = margin.top + margin.bottom + measured.length * nameHeight + all.length * lineHeight;
  const values = all.flatMap(({ agreement, nullAgreement }) => [agreement, nullAgreement]);
  const x = createChartScale([...values, 0, 1], [margin.left, width - margin.right], 5);
  let y = margin.top;
  const drawn = measured.map(({ name, lines }) => {
    y += nameHeight;
    const head = html`<text class="row" x="0" y="${y - 7}">${name}</text>`;
    const marks = lines.map(({ comparison, agreement, nullAgreement }) => {
      y += lineHeight;
      const at = y - lineHeight / 2;
      const [from, to] = [x.place(nullAgreement).toFixed(1), x.place(agreement).toFixed(1)];
      return html`<text x="${margin.left - 8}" y="${at + 4}" text-anchor="end">${comparison}</text><path class="reach" d="M${from} ${at}H${to}"/><circle class="null" cx="${from}" cy="${at}" r="4"/><circle class="value" cx="${to}" cy="${at}" r="5"/>`;
    });
    return html`${head}${marks}`;
  });
  const bottom = height - margin.bottom;
  return figure({
    id: 'stability',
    title: 'Would the same groups be found again?',
    description: `Pairs of dots from 0 to 1: the adjusted Rand index between two fits, and the same on points without groups. ${measured.map(({ name, lines }) => `${name}: ${lines.map(({ comparison, agreement, nullAgreement }) => `${comparison} ${agreement.toFixed(2)}, without groups ${nullAgreement.toFixed(2)}`).join('; ')}`).join('. ')}.`,
    width,
    height,
    drawing: html`<g class="axis">${x.ticks.map((tick) => html`<path d="M${x.place(tick).toFixed(1)} ${margin.top + nameHeight}V${bottom}"/><text x="${x.place(tick).toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${writeTick(tick, x.ticks)}</text>`)}<text x="${width - margin.right}" y="${bottom + 31}" text-anchor="end">adjusted Rand index</text></g>${drawn}`,
    caption:
      'Full dot: how alike two fits label held-out shoppers. Hollow dot: the same on one Gaussian cloud, which has no groups. Halves: fits to different shoppers; windows: at two moments; seeds: by encoders of other seeds.',
    table: {
      heads: ['clustering', 'between', 'agreement', 'without groups', 'standard error'],
      rows: measured.flatMap(({ name, lines }) =>
        lines.map(({ comparison, agreement, nullAgreement, standardError }) => [
          name,
          comparison,
          ...[agreement, nullAgreement, standardError].map((value) => value.toFixed(3).replace('-', '−')),
        ]),
      ),
    },
  });
}
