import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { count, decimals, table } from './markdown.mjs';

/** How each protocol is shown: what it asks, and which figures under which name. */
const shown = {
  'basket-completion': {
    asks: 'one random item held out of each invoice, given the rest and the customer’s earlier invoices',
    columns: { 'HR@10': 'hitRate@10', 'HR@20': 'hitRate@20', 'MRR@10': 'mrr@10', 'NDCG@10': 'ndcg@10' },
  },
  'next-basket': {
    asks: 'all items of each known customer’s next invoice, given the earlier ones alone',
    columns: {
      'recall@20': 'recall@20',
      'of items bought before': 'recall@20, repeats',
      'of new items': 'recall@20, new',
      'NDCG@20': 'ndcg@20',
    },
  },
  page: {
    asks: 'the same as basket-completion, among the 48 items of its category that most invoices held in the four weeks before, in that order',
    columns: { 'NDCG@10': 'ndcg@10', MRR: 'mrr@48', 'HR@10': 'hitRate@10' },
  },
};

/**
 * The quality benchmark as Markdown, a table a protocol.
 *
 * @param {object} result bench/results/online-retail.json
 * @returns {string}
 */
export function describeQuality({ commit, dataSha256, modelHash, seed, protocols }) {
  const tables = Object.entries(shown).flatMap(([protocol, { asks, columns }]) => {
    if (!protocols[protocol]) return [];
    const { cases, shoppers, methods } = protocols[protocol];
    const head = `**${protocol}**: ${asks} (${count(cases)} cases of ${count(shoppers)} customers).`;
    const body = Object.entries(methods).map(([method, figures]) => [
      method,
      ...Object.values(columns).map((figure) => decimals(figures[figure])),
    ]);
    return `${head}\n\n${table(['', ...Object.keys(columns)], body)}`;
  });
  const source =
    `Online Retail, test period, whole catalogue ranked, ties counted against the method. Data SHA-256 \`${dataSha256.slice(0, 12)}…\`, ` +
    `model \`${modelHash}\`, seed ${seed}, commit \`${commit.slice(0, 12)}\`: \`npm run bench:quality\`.`;
  return [...tables, source].join('\n\n');
}

/**
 * The size benchmark as Markdown.
 *
 * @param {object} result bench/results/size.json
 * @returns {string}
 */
export function describeSizes({ commit, sizes, peers }) {
  const rows = sizes.map(({ name, kb, budgetKb }) => [name, kb.toFixed(1), String(budgetKb)]);
  const beside = Object.entries(peers)
    .map(([name, kb]) => `${name} ${kb.toFixed(1)} (${(kb / sizes[0].kb).toFixed(1)} ×)`)
    .join(' · ');
  const ours = table(['what a page loads', 'gzip kB', 'budget'], rows);
  return `${ours}\n\nBeside what shops load already, in gzip kB and times our main entry: ${beside}.\n\nCommit \`${commit.slice(0, 12)}\`: \`npm run bench:size\`.`;
}

/** What each execution is called, and what there is to say of it. */
const executionNames = { cpu: 'plain arrays', wasm: 'WebAssembly', webgl: 'WebGL, in software' };

/**
 * The speed benchmark as Markdown: the time of plain arrays, and how many times as long the others take.
 *
 * @param {object} result bench/results/speed.json
 * @returns {string}
 */
export function describeSpeed({ commit, modelHash, items, tokens, browser, executions }) {
  const keys = ['firstMs', 'fullMs', 'oneMoreMs'];
  const rows = Object.entries(executions).map(([name, figures]) => [
    executionNames[name],
    ...keys.map((key) =>
      name === 'cpu' ? `${figures[key]} ms` : `${figures[key]} ms (${times(figures[key] / executions.cpu[key])} ×)`,
    ),
  ]);
  const head = ['what runs the model', 'first answer', `a history of ${tokens} tokens`, 'one more event'];
  const source =
    `${count(items)} items scored each time, in a worker of ${browser} on two cores without a GPU; in brackets, times as long as plain arrays. ` +
    `Model \`${modelHash}\`, commit \`${commit.slice(0, 12)}\`: \`npm run bench:speed\`.`;
  return `${table(head, rows)}\n\n${source}`;
}

/** All figures that there are results for. */
export function renderFigures() {
  const parts = [
    ['online-retail.json', describeQuality],
    ['size.json', describeSizes],
    ['speed.json', describeSpeed],
  ].flatMap(([file, render]) => {
    const path = join(import.meta.dirname, 'results', file);
    return existsSync(path) ? [render(JSON.parse(readFileSync(path, 'utf8')))] : [];
  });
  return parts.join('\n\n');
}

/**
 * Puts figures between the README's two marks.
 *
 * @param {string} readme
 * @param {string} figures
 */
export function replaceFigures(readme, figures) {
  const marked = /(<!-- figures -->\n)[\s\S]*?(<!-- \/figures -->)/;
  if (!marked.test(readme)) throw new Error('README.md has no <!-- figures --> … <!-- /figures -->');
  return readme.replace(marked, (_, open, close) => `${open}${figures && `\n${figures}\n\n`}${close}`);
}

function times(ratio) {
  return ratio < 10 ? ratio.toFixed(1) : String(Math.round(ratio));
}
