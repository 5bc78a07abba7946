import { minSharedBy } from '../../../clusters/words/meetings.js';
import type { ClusterMoves } from '../data/cluster-moves.js';
import type { ReportCluster } from '../data/report-data.js';
import { html, type Markup } from '../page/html.js';
import { count, day, percent } from '../page/numbers.js';
import { figure } from './figure.js';

const [width, height] = [360, 420];
const margin = { left: 26, right: 26, top: 8, bottom: 30 };
const [barWidth, gap] = [9, 3];

/** Groups as bars at each moment, as high as they have shoppers, and bands between them for those who stayed or moved. */
export function movesFigure(moves: ClusterMoves, meanings: readonly ReportCluster[]): Markup {
  const { moments, sizes, flows, moved } = moves;
  const most = Math.max(1, ...sizes.map((ofMoment) => ofMoment.reduce((sum, size) => sum + size, 0)));
  const room = height - margin.top - margin.bottom - gap * (meanings.length - 1);
  const tall = (nShoppers: number) => (nShoppers / most) * room;
  const x = moments.map(
    (_, m) => margin.left + (m / (moments.length - 1)) * (width - margin.left - margin.right - barWidth),
  );
  const tops = sizes.map((ofMoment) => {
    let y = height - margin.bottom;
    return ofMoment
      .map((size, id) => ({ size, id }))
      .reverse()
      .map(({ size }) => {
        y -= tall(size) + (size > 0 ? gap : 0);
        return y;
      })
      .reverse();
  });
  const bands = flows.map((ofStep, m) => {
    const left = tops[m].slice();
    const right = tops[m + 1].slice();
    return ofStep.map(({ from, to, nShoppers }) => {
      const [x0, x1, h] = [x[m] + barWidth, x[m + 1], tall(nShoppers)];
      const [y0, y1, middle] = [left[from], right[to], (x0 + x1) / 2];
      left[from] += h;
      right[to] += h;
      const n = (value: number) => value.toFixed(1);
      return html`<path class="band c${from}" d="M${n(x0)} ${n(y0)}C${n(middle)} ${n(y0)} ${n(middle)} ${n(y1)} ${n(x1)} ${n(y1)}v${n(h)}C${n(middle)} ${n(y1 + h)} ${n(middle)} ${n(y0 + h)} ${n(x0)} ${n(y0 + h)}Z"/>`;
    });
  });
  const last = moments.length - 1;
  const bars = sizes.map((ofMoment, m) =>
    ofMoment.map((size, id) => {
      if (size === 0) return '';
      const [y, h] = [tops[m][id], tall(size)];
      const isNumbered = h > 8 && (m === 0 || m === last);
      const number = html`<text x="${(m === 0 ? x[0] - 6 : x[m] + barWidth + 6).toFixed(1)}" y="${(y + h / 2 + 4).toFixed(1)}" text-anchor="${m === 0 ? 'end' : 'start'}">${meanings[id].number}</text>`;
      return html`<rect class="area c${id}" x="${x[m].toFixed(1)}" y="${y.toFixed(1)}" width="${barWidth}" height="${h.toFixed(1)}"/>${isNumbered && number}`;
    }),
  );
  const anchors = moments.map((_, m) => (m === 0 ? 'start' : m === last ? 'end' : 'middle'));
  const movedText = moved.map((share, m) => `${percent(share)} until ${day(moments[m + 1])}`).join(', ');
  return figure({
    id: 'moves',
    title: 'Moves between groups over time',
    description: `A flow diagram of ${meanings.length} groups at ${moments.length} moments. Of those who were there at a moment, so many were in another group at the next: ${movedText}.`,
    width,
    height,
    drawing: html`${bands}${bars}${moments.map((moment, m) => html`<text x="${(m === 0 ? x[0] : m === moments.length - 1 ? x[m] + barWidth : x[m] + barWidth / 2).toFixed(1)}" y="${height - 10}" text-anchor="${anchors[m]}">${day(moment).replace(/ \d{4}$/, '')}</text>`)}`,
    caption: `In another group than at the moment before: ${movedText}. Bars grow as new shoppers come; bands of fewer than ${minSharedBy} shoppers are not drawn.`,
    table: {
      heads: ['from', 'to', ...flows.map((_, m) => `until ${day(moments[m + 1])}`)],
      rows: tabulate(moves, meanings),
    },
  });
}

function tabulate({ flows }: ClusterMoves, meanings: readonly ReportCluster[]): string[][] {
  const name = (id: number) => `${meanings[id].number} ${meanings[id].label}`;
  return meanings.flatMap(({ id: from }) =>
    meanings.flatMap(({ id: to }) => {
      const cells = flows.map((ofStep) => ofStep.find((flow) => flow.from === from && flow.to === to)?.nShoppers);
      return cells.some((cell) => cell !== undefined)
        ? [
            [
              name(from),
              from === to ? 'stayed' : name(to),
              ...cells.map((cell) => (cell === undefined ? '' : count(cell))),
            ],
          ]
        : [];
    }),
  );
}
