import { type Cell, formatTable } from '../terminal/table.js';
import type { ClustersReport } from './clusters-report.js';
import { algorithms } from './groups/algorithms.js';
import type { JudgedClustering } from './judging/judge-clustering.js';
import { isBetter, nameOf } from './judging/recommend.js';
import { type ScoredClustering, scoreFormula } from './judging/score.js';
import type { Stability } from './judging/stability.js';

/** A report as text: the table of clusterings, the curve over k, the treatments, agreement, and what comes of it. */
export function describeClusters(report: ClustersReport): string {
  const { notes, spaces, scored, failed, treatments, agreement, recommendation } = report;
  const ranked = [...scored].sort((a, b) => (isBetter(a, b) ? -1 : 1));
  const curved = ranked.find(({ algorithm }) => algorithm in algorithms);
  const sections = [
    [...notes, ...spaces.flatMap(({ name, notes: ofSpace }) => ofSpace.map((note) => `${name}: ${note}`))].join('\n'),
    formatTable(ranked.map(toRow)),
    `${scoreFormula}\nARI / null: how labels of held-out shoppers agree between two fits, and on one Gaussian in their place;\n` +
      'gains: NDCG@10 over no clusters / over random ones of the same sizes; * above chance, at 95 %, by itself',
    ...(failed.length > 0 ? [describeFailed(failed)] : []),
    ...(curved ? [describeCurve(scored, curved)] : []),
    ...(treatments.length > 0
      ? [`treatments of missing values and outliers\n${formatTable(treatments.map(toTreatment))}`]
      : []),
    ...(agreement.length > 0 ? [agreement.map(({ text }) => text).join('\n')] : []),
    ...(report.own ? [report.own] : []),
    recommendation.text,
  ];
  return `${sections.map((section) => section.trimEnd()).join('\n\n')}\n`;
}

function toRow(scored: ScoredClustering): Record<string, Cell> {
  return {
    ...toMeasures(scored),
    stable: scored.isStable ? 'yes' : 'no',
    useful: scored.isUseful ? 'yes' : 'no',
    score: scored.score.toFixed(3),
  };
}

function toTreatment(judged: JudgedClustering): Record<string, Cell> {
  const { space, algorithm, ...measures } = toMeasures(judged);
  return { space, algorithm, outliers: judged.noise, missing: judged.missing, ...measures };
}

function toMeasures(judged: JudgedClustering): Record<string, Cell> {
  const { space, algorithm, nClusters, separation, balance, stability, usefulness } = judged;
  return {
    space,
    algorithm,
    k: nClusters,
    silhouette: separation.silhouette.toFixed(3),
    'C-H': separation.calinskiHarabasz.toFixed(0),
    'D-B': separation.daviesBouldin.toFixed(2),
    balance: balance.evenness.toFixed(2),
    smallest: percent(balance.smallestShare),
    noise: percent(balance.noiseShare),
    ...Object.fromEntries(Object.entries(stability).map(([name, measured]) => [name, describeStability(measured)])),
    ...Object.fromEntries(
      usefulness.map(({ situation, overWithout, overRandom }) => [
        situation,
        [overWithout, overRandom]
          .map(({ difference, interval }) => `${signed(difference)}${interval[0] > 0 ? '*' : ''}`)
          .join(' / '),
      ]),
    ),
  };
}

/** The curve over k of the algorithm and space of one clustering. */
function describeCurve(scored: readonly ScoredClustering[], best: ScoredClustering): string {
  const curve = scored
    .filter(({ space, algorithm }) => space === best.space && algorithm === best.algorithm)
    .sort((a, b) => a.nClusters - b.nClusters);
  const rows = curve.map(({ nClusters, score, parts }) => ({
    k: nClusters,
    ...Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, value.toFixed(2)])),
    score: score.toFixed(3),
    '': '#'.repeat(Math.round(40 * score)),
  }));
  return `k curve of ${nameOf(best).replace(/, k = .*/, '')}\n${formatTable(rows)}`;
}

function describeFailed(failed: ClustersReport['failed']): string {
  const rows = failed.map(({ space, algorithm, nClusters, reason }) => ({
    space,
    algorithm,
    k: nClusters > 0 ? nClusters : undefined,
    'not made': reason,
  }));
  return formatTable(rows);
}

function describeStability({ agreement, nullAgreement }: Stability): string {
  return `${agreement.toFixed(2)} / ${nullAgreement.toFixed(2)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
}
