import { minSharedBy } from '../../../clusters/words/meetings.js';
import type { ReportCluster } from '../data/report-data.js';
import type { SilhouetteProfile } from '../data/silhouette-profile.js';
import { html, type Markup } from '../page/html.js';
import { count } from '../page/numbers.js';
import { createChartScale, writeTick } from './chart-scale.js';
import { figure } from './figure.js';

const width = 360;
const margin = { left: 30, right: 10, top: 8, bottom: 38 };
const gap = 4;

/** The silhouette plot: a blade for each group, as high as it has shoppers, as wide as each of them fits. */
export function silhouetteFigure(profile: SilhouetteProfile, meanings: readonly ReportCluster[]): Markup {
  const clusters = profile.clusters.map((own) => (own.size < minSharedBy ? { ...own, mean: null, values: [] } : own));
  const height = 120 + 26 * clusters.length;
  const all = clusters.flatMap(({ values }) => values);
  const x = createChartScale([...all, 0], [margin.left, width - margin.right], 5);
  const room = height - margin.top - margin.bottom - gap * (clusters.length - 1);
  const bottom = height - margin.bottom;
  let top = margin.top;
  const blades = clusters.map(({ size, values }, id) => {
    const tall = (size / profile.nJudged) * room;
    const from = top;
    top += tall + gap;
    if (values.length === 0) return '';
    const line = values.map((value, i) => {
      const y = from + (tall * (i + 0.5)) / values.length;
      return `L${x.place(value).toFixed(1)} ${y.toFixed(1)}`;
    });
    const zero = x.place(0).toFixed(1);
    const edge = (value: number, y: number) => `L${x.place(value).toFixed(1)} ${y.toFixed(1)}`;
    const outline = `M${zero} ${from.toFixed(1)}${edge(values[0], from)}${line.join('')}${edge(values[values.length - 1], from + tall)}L${zero} ${(from + tall).toFixed(1)}Z`;
    return html`<path class="area c${id}" d="${outline}"/><text x="${margin.left - 8}" y="${(from + tall / 2 + 4).toFixed(1)}" text-anchor="end">${meanings[id].number}</text>`;
  });
  const mean = x.place(profile.mean).toFixed(1);
  const sample =
    profile.nJudged < profile.nAll
      ? `${count(profile.nJudged)} shoppers, each against all ${count(profile.nAll)}`
      : `${count(profile.nAll)} shoppers`;
  return figure({
    id: 'silhouette',
    title: 'How well shoppers fit their group',
    description: `A silhouette plot. The mean silhouette is ${profile.mean.toFixed(3)}; by group ${clusters.map(({ mean: own }, id) => `${meanings[id].label}: ${own === null ? 'too few shoppers' : own.toFixed(2)}`).join('; ')}.`,
    width,
    height,
    drawing: html`<g class="axis">${x.ticks.map((tick) => html`<path d="M${x.place(tick).toFixed(1)} ${margin.top}V${bottom}"/><text x="${x.place(tick).toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${writeTick(tick, x.ticks)}</text>`)}<text x="${width - margin.right}" y="${bottom + 31}" text-anchor="end">silhouette</text></g>${blades}<path class="mark" d="M${mean} ${margin.top}V${bottom}"/>`,
    caption: `${sample}. At 1 a shopper is far closer to the own group than to any other, at 0 between two, below 0 closer to another. The line is the mean, ${profile.mean.toFixed(3)}.`,
    table: {
      heads: ['group', 'name', 'shoppers judged', 'mean silhouette'],
      rows: clusters.map(({ size, mean: own }, id) => [
        meanings[id].number,
        meanings[id].label,
        size < minSharedBy ? `fewer than ${minSharedBy}` : count(size),
        own === null ? '' : own.toFixed(3).replace('-', '−'),
      ]),
    },
  });
}
