import { describeStoredRule } from '../model/describe-rule.js';
import type { ReportData } from './data/report-data.js';
import { html, type Markup } from './page/html.js';
import { count } from './page/numbers.js';

/** Where the model and the page come from: enough to make both again. */
export function originSection({ manifest, clusters, vitrineVersion }: ReportData): Markup {
  const { provenance, encoder, files, ranking } = manifest;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      'Model',
      `${encoder.kind}, size ${encoder.embeddingSize}, ${count(bytes / 1000)} kB, manifest ${clusters.modelHash}`,
    ],
    ['Trained by', provenance.command || undefined],
    [
      'Trained on',
      provenance.data.map(({ file, sha256 }) => `${file} (${sha256.slice(0, 12)})`).join(', ') || undefined,
    ],
    ['This page read', clusters.data.map(({ file, sha256 }) => `${file} (${sha256.slice(0, 12)})`).join(', ')],
    ['Published', describeStoredRule(manifest.privacy)],
    ['Licence of the data', provenance.licence],
    [
      'Ranking weights',
      Object.entries(ranking)
        .map(([part, weight]) => `${part} ${weight.toFixed(3)}`)
        .join(', '),
    ],
    ['Seed', String(clusters.seed)],
    ['Written by', `vitrine ${vitrineVersion}`],
  ];
  return html`<dl class="origin">${facts.map(([name, fact]) => fact && html`<dt>${name}</dt><dd>${fact}</dd>`)}</dl>`;
}
