import type { ClustersReport } from '../cluster-lab/clusters-report.js';
import { isBetter } from '../cluster-lab/judging/recommend.js';
import { dataTable } from './charts/figure.js';
import { html, type Markup } from './page/html.js';
import { percent } from './page/numbers.js';

/** Every clustering that was judged, the highest score first, and what could not be made. */
export function comparisonTable({ scored, failed, formula }: ClustersReport): Markup {
  const number = (value: number, digits: number) => value.toFixed(digits).replace('-', '−');
  const rows = [...scored]
    .sort((a, b) => (isBetter(a, b) ? -1 : 1))
    .map(({ space, algorithm, nClusters, separation, balance, parts, isStable, isUseful, score }) => [
      algorithm,
      space,
      String(nClusters),
      number(score, 3),
      isStable ? 'yes' : 'no',
      isUseful ? 'yes' : 'no',
      number(separation.silhouette, 3),
      number(separation.calinskiHarabasz, 0),
      number(separation.daviesBouldin, 2),
      percent(balance.smallestShare, 1),
      percent(balance.noiseShare, 1),
      ...[parts.separation, parts.balance, parts.stability, parts.usefulness].map((part) => number(part, 2)),
    ]);
  const heads =
    'algorithm,space,k,score,stable,useful,silhouette,Calinski-Harabasz,Davies-Bouldin,smallest,noise,separation,balance,stability,usefulness';
  return html`${dataTable({ heads: heads.split(','), rows }, 'every clustering that was judged')}
${failed.length > 0 && dataTable({ heads: ['not made', 'space', 'why'], rows: failed.map(({ algorithm, space, nClusters, reason }) => [nClusters > 0 ? `${algorithm}, k = ${nClusters}` : algorithm, space, reason]) }, 'clusterings that could not be made')}
<details><summary>How the score is made</summary><pre>${formula}</pre></details>`;
}
