import { count, table } from '../markdown.mjs';

/** Clusterings that the table shows, best first; the model's own comes with them wherever it stands. */
const nShown = 12;

/** What the command calls them. */
const ownName = 'the model’s own';

/**
 * What the cluster lab found as Markdown: the best clusterings beside the model's own, agreement with order and bags, and
 * the recommendation.
 *
 * @param {object} result bench/results/cluster-lab.json; its report is what `vitrine clusters --compare --json` prints
 * @returns {string}
 */
export function describeClusterLab({ commit, dataSha256, report }) {
  const ranked = [...report.scored].sort((a, b) => b.score - a.score);
  const shown = ranked.filter(({ algorithm }, place) => place < nShown || algorithm === ownName);
  const body = shown.map((one) => [
    `${ranked.indexOf(one) + 1}. ${one.algorithm}, ${one.space}, k = ${one.nClusters}`,
    minus(one.separation.silhouette, 3),
    one.balance.evenness.toFixed(2),
    ...Object.values(one.stability).map(
      ({ agreement, nullAgreement }) => `${minus(agreement, 2)} (${minus(nullAgreement, 2)})`,
    ),
    ...one.usefulness.map(({ overWithout, overRandom }) => `${gain(overWithout)} (${gain(overRandom)})`),
    one.score.toFixed(3),
  ]);
  const head = [
    '',
    'silhouette',
    'balance',
    ...Object.keys(shown[0].stability).map((comparison) => `${comparison} (null)`),
    ...shown[0].usefulness.map(({ situation }) => `${situation} (over random)`),
    'score',
  ];
  return [
    '### Groups of the customers of Online Retail',
    `The best of ${count(ranked.length)} clusterings of ${count(report.nShoppers)} customers as they stood before the ${report.period} period, beside ` +
      'the model’s own. Halves, windows: how labels of held-out customers agree between two fits, adjusted Rand index. The last ' +
      'columns before the score: what the ranking gains in NDCG@10 over none, and over random groups of the same sizes; * above ' +
      'chance at 95 %, by itself.',
    table(head, body),
    describeSituations(report.scored.find(({ algorithm }) => algorithm === ownName)),
    [...(report.own ? [report.own] : []), ...report.agreement.map(({ text }) => text), report.recommendation.text]
      .map((line) => `- ${line}`)
      .join('\n'),
    `Model \`${report.modelHash}\`, data (SHA-256) \`${dataSha256.slice(0, 12)}…\`, seed ${report.seed}, commit ` +
      `\`${commit.slice(0, 12)}\`: \`npm run bench:cluster-lab\`.`,
  ].join('\n\n');
}

/** What the model's own clusters do for its ranking, situation by situation. */
function describeSituations(own) {
  const rows = own.usefulness.map(({ situation, nCases, without, with: having, overWithout, clusterWeight }) => [
    situation,
    count(nCases),
    minus(without, 4),
    minus(having, 4),
    `${gain(overWithout)} (${overWithout.interval.map((bound) => minus(bound, 4)).join(' to ')})`,
    clusterWeight.toFixed(2),
  ]);
  return table(['the model’s own', 'cases', 'NDCG@10 without', 'with', 'gain (95 %)', 'weight'], rows);
}

function gain({ difference, interval }) {
  return `${difference > 0 ? '+' : ''}${minus(difference, 4)}${interval[0] > 0 ? '*' : ''}`;
}

function minus(value, digits) {
  return value
    .toFixed(digits)
    .replace('-', '−')
    .replace(/^(−?)0\./, '$1.');
}
