import { count, decimals, table } from '../markdown.mjs';

/**
 * The cold-start benchmark as Markdown.
 *
 * @param {object} result bench/results/cold-start.json
 * @returns {string}
 */
export function describeColdStart({ commit, dataSha256, seed, nItems, nColdItems, nCases, nShoppers, chance, rows }) {
  const body = rows.map(({ method, figures, intervals }) => [
    method,
    decimals(figures['hitRate@20']),
    intervals['hitRate@20'].map(decimals).join(' to '),
  ]);
  return [
    '### Items that nobody has met',
    `**basket-completion** among ${count(nColdItems)} of the ${count(nItems)} items of Online Retail, which were left out of all that ` +
      `was learned (${count(nCases)} cases of ${count(nShoppers)} shoppers).`,
    // Popularity knows nothing of items that nobody has bought: their order is chance.
    table(['', 'HR@20', '95 %'], [...body, ['popularity', decimals(chance), '']]),
    `Data (SHA-256) \`${dataSha256.slice(0, 12)}…\`, seed ${seed}, commit \`${commit.slice(0, 12)}\`: \`npm run bench:cold-start\`.`,
  ].join('\n\n');
}
