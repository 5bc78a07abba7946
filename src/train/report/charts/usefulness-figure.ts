import type { ChosenRow } from '../data/chosen-rows.js';
import { html, type Markup } from '../page/html.js';
import { signed } from '../page/numbers.js';
import { createChartScale, writeTick } from './chart-scale.js';
import { figure } from './figure.js';

const width = 360;
const margin = { left: 86, right: 14, top: 4, bottom: 36 };
const [nameHeight, lineHeight] = [24, 18];

/** For each clustering what it adds to a ranking in each situation, with 95 % intervals. */
export function usefulnessFigure(rows: readonly ChosenRow[]): Markup | undefined {
  const nLines = rows.reduce((sum, { clustering }) => sum + clustering.usefulness.length, 0);
  if (nLines === 0) return undefined;
  const height = margin.top + margin.bottom + rows.length * nameHeight + nLines * lineHeight;
  const values = rows.flatMap(({ clustering }) =>
    clustering.usefulness.flatMap(({ overWithout }) => [...overWithout.interval, overWithout.difference]),
  );
  const x = createChartScale([...values, -0.002, 0.002], [margin.left, width - margin.right], 4);
  let y = margin.top;
  const drawn = rows.map(({ name, clustering }) => {
    y += nameHeight;
    const head = html`<text class="row" x="0" y="${y - 7}">${name}</text>`;
    const marks = clustering.usefulness.map(({ situation, overWithout }) => {
      y += lineHeight;
      const at = y - lineHeight / 2;
      const [from, to, middle] = [...overWithout.interval, overWithout.difference].map((value) =>
        x.place(value).toFixed(1),
      );
      return html`<text x="${margin.left - 8}" y="${at + 4}" text-anchor="end">${situation}</text><path class="reach" d="M${from} ${at}H${to}"/><circle class="value" cx="${middle}" cy="${at}" r="5"/>`;
    });
    return html`${head}${marks}`;
  });
  const bottom = height - margin.bottom;
  const told = rows.map(({ name, clustering }) => {
    const gains = clustering.usefulness.map(
      ({ situation, overWithout }) => `${situation} ${signed(overWithout.difference)}`,
    );
    return `${name}: ${gains.join('; ')}`;
  });
  return figure({
    id: 'usefulness',
    title: 'Do the groups help to rank?',
    description: `Dots with intervals around 0: the gain in NDCG@10 of a ranking that knows the group. ${told.join('. ')}.`,
    width,
    height,
    drawing: html`<g class="axis">${x.ticks.map((tick) => html`<path class="${tick === 0 ? 'zero' : ''}" d="M${x.place(tick).toFixed(1)} ${margin.top + nameHeight}V${bottom}"/><text x="${x.place(tick).toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${writeTick(tick, x.ticks)}</text>`)}<text x="${width - margin.right}" y="${bottom + 31}" text-anchor="end">gain in NDCG@10 over no groups</text></g>${drawn}`,
    caption:
      'Left of 0 the group harms, right of it helps; an interval (95 %, drawing shoppers anew) that holds 0 tells neither. Nothing but a dot on 0: the fit gave the group no weight.',
    table: {
      heads: [
        'clustering',
        'situation',
        'questions',
        'NDCG@10 without',
        'gain',
        'from',
        'to',
        'gain over random groups',
      ],
      rows: rows.flatMap(({ name, clustering }) =>
        clustering.usefulness.map(({ situation, nCases, without, overWithout, overRandom }) => [
          name,
          situation,
          String(nCases),
          without.toFixed(4),
          signed(overWithout.difference),
          signed(overWithout.interval[0]),
          signed(overWithout.interval[1]),
          signed(overRandom.difference),
        ]),
      ),
    },
  });
}
