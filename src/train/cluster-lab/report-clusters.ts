import type { Model } from '../../encoder/artifact/model.js';
import { type Agreement, measureAgreement } from './agreement.js';
import type { ClusterLab } from './cluster-lab.js';
import type { ClustersReport } from './clusters-report.js';
import { compareClusterings, judgeOwnClusters, ownClustering } from './compare-clusterings.js';
import { briefTuning } from './deep/deep-options.js';
import { algorithms } from './groups/algorithms.js';
import type { NoiseChoice } from './groups/noise.js';
import { isBetter, nameOf, recommendClustering } from './judging/recommend.js';
import { type ScoredClustering, scoreClusterings, scoreFormula } from './judging/score.js';
import type { SpaceName } from './spaces/feature-space.js';
import type { MissingChoice } from './spaces/missing-values.js';
import { labelPlaced } from './spaces/placed-points.js';
import { judgeTreatments } from './treatments.js';

export interface ReportOptions {
  readonly spaces: readonly SpaceName[];
  /** Names of `algorithms`. */
  readonly algorithms: readonly string[];
  /** Ascending. */
  readonly ks: readonly number[];
  readonly missing: MissingChoice;
  readonly noise: NoiseChoice;
  /** Whether treatments are compared, too. */
  readonly isCompared: boolean;
  readonly seed: number;
  readonly onProgress?: (message: string) => void;
}

type Found = Omit<ClustersReport, 'modelHash' | 'data' | 'seed' | 'period'>;

/** Judges, scores and recommends: all of a `ClustersReport` that the lab knows. */
export function reportClusters(model: Model, lab: ClusterLab, options: ReportOptions): Found {
  const { spaces, seed, isCompared } = options;
  const own = spaces.includes('embedding') ? judgeOwnClusters(model, lab, seed) : undefined;
  const { judged, failed } = compareClusterings(lab, options);
  const scored = scoreClusterings(own ? [own, ...judged] : judged);
  const best = scored
    .filter(({ algorithm }) => algorithm in algorithms && !algorithms[algorithm].tunes)
    .reduce<ScoredClustering | undefined>((a, b) => (a && !isBetter(b, a) ? a : b), undefined);
  return {
    nShoppers: lab.shoppers.length,
    cutOff: lab.cutOff,
    earlierCutOff: lab.earlierCutOff,
    notes: [...lab.notes, ...describeSamples(lab, options)],
    spaces: spaces.map((name) => {
      const { size, notes } = lab.prepare(name).space;
      return { name, size, notes };
    }),
    formula: scoreFormula,
    scored,
    failed,
    treatments: isCompared && best ? judgeTreatments(lab, best, options) : [],
    agreement: isCompared ? agreementOfEncoder(model, lab, best, seed) : [],
    recommendation: recommendClustering(scored),
    ...(own ? { own: describeOwn(scored) } : {}),
  };
}

/** Which algorithms saw some of the shoppers only, and what is to be known of one that tunes the encoder. */
function describeSamples({ shoppers }: ClusterLab, options: ReportOptions): string[] {
  const named = options.algorithms.map((name) => ({ name, ...algorithms[name] }));
  return [
    ...named
      .filter(({ maxPoints }) => maxPoints < shoppers.length)
      .map(
        ({ name, maxPoints, maxCompared }) =>
          `${name} is fitted to ${maxPoints.toLocaleString('en-GB')} shoppers, the others join; its stability is that of fits to ${maxCompared}`,
      ),
    ...named
      .filter(({ tunes }) => tunes)
      .map(
        ({ name }) =>
          `${name} tunes the encoder (${briefTuning.epochs} passes) and reads the last ${briefTuning.maxTokens} tokens of each shopper, ` +
          'in the space embedding alone and with outliers kept; its separation is judged where the encoder placed shoppers ' +
          'before, and the null of its stability, which has points but no shoppers, is that of a tuned linear layer',
      ),
  ];
}

/** The agreement of the model's own clusters; of k-means in the encoder's space where it has none. */
function agreementOfEncoder(
  model: Model,
  lab: ClusterLab,
  best: ScoredClustering | undefined,
  seed: number,
): Agreement[] {
  const { space, points, fittedTo } = lab.prepare('embedding');
  const own = ownClustering(model);
  const nClusters = own ? model.clusters.summaries.length : best?.nClusters;
  if (nClusters === undefined) return [];
  const { group, maxPoints } = algorithms['k-means'];
  const clustering = own ?? group(fittedTo(maxPoints).points, space.size, { nClusters, seed });
  return measureAgreement(model, lab, labelPlaced(clustering, points, space.size), nClusters, seed);
}

/** What became of the model's own clusters, the first of those scored. */
function describeOwn([own, ...others]: readonly ScoredClustering[]): string {
  const nBetter = others.filter((other) => isBetter(other, own)).length;
  const qualities = [own.isStable ? 'stable' : 'not stable', own.isUseful ? 'useful' : 'not useful'].join(', ');
  return `${nameOf(own)}: ${qualities}; others that score higher: ${nBetter} of ${others.length}`;
}
