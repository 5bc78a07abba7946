import { element } from '../shop/element.js';

const width = 340;
const height = 110;
const inset = { left: 34, right: 10, top: 10, bottom: 16 };

/**
 * Draws how a rank moved, first on top: an SVG line over steps, on a logarithmic scale, since the way from 400 to 40
 * matters as much as that from 40 to 4.
 *
 * @param ranks from 1, one a step
 * @param steps how many there will be
 * @param worst the lowest rank there can be
 */
export function rankChart(ranks: readonly number[], steps: number, worst: number): HTMLElement {
  const x = (step: number) => inset.left + (step / Math.max(1, steps - 1)) * (width - inset.left - inset.right);
  const y = (rank: number) =>
    inset.top + (Math.log(rank) / Math.log(Math.max(2, worst))) * (height - inset.top - inset.bottom);
  const marks = [1, 10, 100, 1000].filter((rank) => rank <= worst);
  const grid = marks.map(
    (rank) =>
      `<line x1="${inset.left}" x2="${width - inset.right}" y1="${y(rank)}" y2="${y(rank)}" class="chart-grid"/>` +
      `<text x="${inset.left - 6}" y="${y(rank) + 4}" text-anchor="end">${rank}</text>`,
  );
  const points = ranks.map((rank, step) => `${x(step).toFixed(1)},${y(rank).toFixed(1)}`);
  const dots = points.map((point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3"/>`);
  const node = element('div', {
    class: 'rank-chart',
    role: 'img',
    'aria-label': `Rank after each item: ${ranks.join(', ')}`,
  });
  node.innerHTML = `<svg viewBox="0 0 ${width} ${height}">${grid.join('')}<polyline points="${points.join(' ')}"/>${dots.join('')}</svg>`;
  return node;
}
