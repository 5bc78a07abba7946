import { createHash } from 'node:crypto';
import { minSharedBy } from '../../clusters/words/meetings.js';
import { curveFigures } from './charts/curve-figures.js';
import { mapFigure } from './charts/map-figure.js';
import { movesFigure } from './charts/moves-figure.js';
import { silhouetteFigure } from './charts/silhouette-figure.js';
import { stabilityFigure } from './charts/stability-figure.js';
import { trainingFigures } from './charts/training-figures.js';
import { usefulnessFigure } from './charts/usefulness-figure.js';
import { cleaningTable } from './cleaning-table.js';
import { clusterCards } from './cluster-cards.js';
import { comparisonTable } from './comparison-table.js';
import { chooseRows } from './data/chosen-rows.js';
import { commonMoves } from './data/common-moves.js';
import type { ReportData } from './data/report-data.js';
import { metricTables } from './metric-tables.js';
import { originSection } from './origin-section.js';
import { clusterStyle } from './page/cluster-colours.js';
import { type Content, html, type Markup, raw } from './page/html.js';
import { capital, count, day } from './page/numbers.js';
import { style } from './page/style.js';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Content;
}

/**
 * Writes the report as one page that opens offline and needs nothing else: no script, no address, and a policy that forbids
 * both. Every text from a log or a model is escaped.
 *
 * @returns HTML; the same data gives the same page
 */
export function renderReport(data: ReportData): string {
  const css = style + clusterStyle(data.meanings.length);
  // The policy names the style by its hash, so that no other could get in, inline attributes included.
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const sections = sectionsOf(data);
  const title = `Shopper groups: ${data.clusters.data.map(({ file }) => file).join(', ')}`;
  return `<!doctype html>\n${
    html`<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${title}</title><style>${raw(css)}</style></head>
<body><div class="page">${head(data)}<nav aria-label="On this page"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>${sections.map(({ id, title: name, content }) => html`<section aria-labelledby="${id}"><h2 id="${id}">${name}</h2>${content}</section>\n`)}</main>
<footer>Whatever this page says of a group is shared by at least ${minSharedBy} of its shoppers; no dot, path or figure on it names or follows one person.</footer></div></body></html>`
      .markup
  }\n`;
}

function head({ manifest, meanings, nItems, clusters, cleaning }: ReportData): Markup {
  const tiles: readonly (readonly [string, string])[] = [
    ['Groups', meanings.length > 0 ? String(meanings.length) : 'none'],
    ['Shoppers', count(clusters.nShoppers)],
    ['Items', count(nItems)],
    ['Events kept', count(cleaning.steps.at(-1)?.left ?? cleaning.nRows)],
    ['Encoder', capital(manifest.encoder.kind)],
  ];
  const seen = meanings.length > 0 && clusters.cutOff > 0 ? `, as they stand on ${day(clusters.cutOff)}` : '';
  return html`<header class="top"><p class="eyebrow">Vitrine report</p><h1>The groups that shoppers fall into</h1>
<p class="lead">${clusters.data.map(({ file }) => file).join(', ')}${seen}. What each group is about, whether it is real, and whether it helps.</p>
<dl class="tiles">${tiles.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></header>`;
}

function sectionsOf(data: ReportData): Section[] {
  const { clusters, meanings, map, silhouette, moves, manifest } = data;
  const rows = chooseRows(clusters.scored, clusters.recommendation);
  const training = trainingFigures(manifest.training ?? []);
  const metrics = metricTables(manifest.metrics);
  const notes = [
    ...clusters.notes,
    ...clusters.spaces.flatMap(({ name, notes: own }) => own.map((note) => `${name}: ${note}`)),
  ];
  const sections: (Section | false)[] = [
    {
      id: 'groups',
      title: 'The groups',
      content:
        meanings.length > 0
          ? [map ? mapFigure(map, meanings) : '', clusterCards(meanings)]
          : html`<p>The model has fewer than two groups: there is nothing to describe.</p>`,
    },
    {
      id: 'judgement',
      title: 'Are they real, and do they help?',
      content: [
        html`<div class="verdict"><p>${capital(clusters.recommendation.text)}.</p>${clusters.own && html`<p>${capital(clusters.own)}.</p>`}${clusters.agreement.map(({ text }) => html`<p>${capital(text)}.</p>`)}</div>`,
        html`<div class="pair">${silhouette && silhouetteFigure(silhouette, meanings)}${curveFigures(clusters)}${stabilityFigure(rows)}${usefulnessFigure(rows)}</div>`,
        html`<h3>Every clustering that was judged</h3>`,
        comparisonTable(clusters),
        html`<ul class="notes">${notes.map((note) => html`<li>${capital(note)}</li>`)}</ul>`,
      ],
    },
    moves !== undefined && {
      id: 'time',
      title: 'Over time',
      content: html`<div class="pair">${movesFigure(moves, meanings)}${commonMoves(moves, meanings)}</div>`,
    },
    training.length > 0 && { id: 'training', title: 'Training', content: html`<div class="pair">${training}</div>` },
    metrics.length > 0 && {
      id: 'metrics',
      title: 'Measured at training',
      content: [
        html`<p>On the test period, which nothing was chosen by, unless a name says otherwise.</p>`,
        html`<div class="pair">${metrics}</div>`,
      ],
    },
    { id: 'cleaning', title: 'What the log was', content: cleaningTable(data) },
    { id: 'origin', title: 'Where it comes from', content: originSection(data) },
  ];
  return sections.filter((section): section is Section => section !== false);
}
