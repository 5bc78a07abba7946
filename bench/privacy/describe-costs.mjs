import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { count, decimals, table } from '../markdown.mjs';
import { benchmarks } from '../quality/benchmarks.mjs';

/**
 * Puts the tables of bench/results/privacy.json between the marks of docs/privacy.md.
 *
 * @param {string} text of docs/privacy.md
 * @returns {string}
 */
export function quoteCosts(text) {
  const path = join(import.meta.dirname, '../results/privacy.json');
  const marked = /(<!-- privacy-cost -->\n)[\s\S]*?(<!-- \/privacy-cost -->)/;
  if (!marked.test(text)) throw new Error('docs/privacy.md has no <!-- privacy-cost --> … <!-- /privacy-cost -->');
  const tables = existsSync(path) ? `\n${describeCosts(JSON.parse(readFileSync(path, 'utf8')))}\n\n` : '';
  return text.replace(marked, (_, open, close) => `${open}${tables}${close}`);
}

/**
 * What each minimum costs on each benchmark, as a Markdown table a benchmark.
 *
 * @param {Record<string, { rows: { minShoppers: number, nItems: number, nPairs: number, figures: Record<string, Record<string, number>> }[], modelHash: string, epochs: number, hasSeenValidation: boolean }>} results
 * @returns {string}
 */
export function describeCosts(results) {
  return Object.entries(results)
    .map(([name, { rows, modelHash, epochs, hasSeenValidation }]) => {
      const protocols = Object.keys(rows[0].figures);
      const cells = rows.map((row) => [
        row.minShoppers === 1 ? '1 (off)' : String(row.minShoppers),
        count(row.nItems),
        count(row.nPairs),
        ...protocols.map((protocol) =>
          withCost(row.figures[protocol]['ndcg@10'], rows[0].figures[protocol]['ndcg@10']),
        ),
      ]);
      const seen = hasSeenValidation ? '; its encoder has learned from validation, its table here has not' : '';
      return [
        `**${benchmarks[name].title}**, NDCG@10 on validation (model \`${modelHash}\` of ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}${seen}):`,
        table(['shoppers', 'items', 'pairs', ...protocols], cells),
      ].join('\n\n');
    })
    .join('\n\n');
}

function withCost(value, off) {
  const change = 100 * (value / off - 1);
  if (value === off) return decimals(value);
  const rounded = Math.round(10 * change) / 10 || 0;
  return `${decimals(value)} (${rounded > 0 ? '+' : ''}${rounded.toFixed(1)} %)`;
}
