import { minSharedBy } from '../../../clusters/words/meetings.js';
import type { ClusterMap } from '../data/cluster-map.js';
import type { ReportCluster } from '../data/report-data.js';
import { html, type Markup } from '../page/html.js';
import { capital, count, percent } from '../page/numbers.js';
import { figure } from './figure.js';

const width = 360;

/** Shoppers on a plane in the colours of their groups, and a key whose names lead to the groups. */
export function mapFigure(map: ClusterMap, meanings: readonly ReportCluster[]): Markup {
  const scale = (value: number) => 8 + (value / map.side) * (width - 16);
  const groups = meanings.map(({ id }) => {
    const own = map.places.filter((_, i) => map.labels[i] === id).map(([x, y]) => [scale(x), scale(y)] as const);
    return { id, own, centre: [median(own.map(([x]) => x)), median(own.map(([, y]) => y))] };
  });
  const shown = groups.filter(({ own }) => own.length > 0);
  const badges = keepApart(shown.map(({ centre }) => centre));
  const sample = map.places.length < map.nAll ? ` of ${count(map.nAll)}, spread evenly over them` : '';
  const drawing = html`${shown.map(
    ({ id, own }) =>
      html`<path class="shoppers c${id}" d="${own.map(([x, y]) => `M${x.toFixed(0)} ${y.toFixed(0)}h0`).join('')}"/>`,
  )}${shown.map(({ id }, i) => {
    const [x, y] = badges[i].map((value) => value.toFixed(1));
    return html`<g class="badge c${id}"><circle cx="${x}" cy="${y}" r="10"/><text x="${x}" y="${Number(y) + 4}" text-anchor="middle">${meanings[id].number}</text></g>`;
  })}`;
  const drawn = figure({
    id: 'map',
    title: 'Where shoppers stand',
    description: `${count(map.places.length)} shoppers as dots on a plane in the colours of ${meanings.length} groups, with each group’s number in its middle. Shoppers whom the model finds alike stand close together.`,
    width,
    height: width,
    drawing,
    caption: `${count(map.places.length)} shoppers${sample}, laid out by UMAP of what the model makes of their histories. Only who stands beside whom means something; directions and distances across the map do not.`,
    table: {
      heads: ['group', 'name', 'shoppers', 'share'],
      rows: meanings.map(({ number, label, size, share }) => [
        number,
        label,
        size < minSharedBy ? `fewer than ${minSharedBy}` : count(size),
        size < minSharedBy ? '' : percent(share, 1),
      ]),
    },
  });
  return html`<div class="map">${drawn}<ol class="key">${meanings.map(
    ({ id, number, label, size, share }) =>
      html`<li><a class="key${id}" href="#group-${number}"><span class="chip c${id}">${number}</span><span>${capital(label)}</span><span class="share">${size < minSharedBy ? '' : percent(share)}</span></a></li>`,
  )}</ol></div>`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Pushes places apart until none of the badges on them covers another. */
function keepApart(places: readonly (readonly number[])[]): number[][] {
  const moved = places.map(([x, y]) => [x, y]);
  const least = 22;
  for (let round = 0; round < 60; round++) {
    for (let i = 0; i < moved.length; i++) {
      for (let j = 0; j < i; j++) {
        const [dx, dy] = [moved[i][0] - moved[j][0], moved[i][1] - moved[j][1] || 0.1];
        const distance = Math.hypot(dx, dy);
        if (distance >= least) continue;
        const push = (least - distance) / 2 / distance;
        moved[i] = [moved[i][0] + dx * push, moved[i][1] + dy * push];
        moved[j] = [moved[j][0] - dx * push, moved[j][1] - dy * push];
      }
    }
  }
  return moved.map((place) => place.map((value) => Math.min(width - 12, Math.max(12, value))));
}
