import type { RankingWeights } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import { scoreItems } from '../../ranking/score.js';
import { meanNdcg } from '../metrics/mean-ndcg.js';
import { takeEvenly } from '../numerics/take-evenly.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import { type ChoiceSet, fitChoiceWeights } from './choice-model.js';
import { type BlendOptions, isSearched } from './fit-blend.js';

/** Items that a page shows at most. */
const pageSize = 48;

/** Scores that are in memory at once, of all cases and parts: 240 MB. */
const maxScores = 60e6;

/** Fewer pages than this say nothing about the weight of a place. */
const minPages = 20;

/**
 * Fits how the parts of a score are weighed: a multinomial logit over the catalogue, in which each case is the choice
 * of its targets. The weight of the original position is fitted after the others, over pages of the most popular
 * items in the order of popularity.
 *
 * Where the catalogue is large, as many cases are read as fit in memory, spread evenly over those given.
 *
 * Where the encoder was weighed by NDCG (see `fitBlend`), repeats have their weight beside it already, and keep it; clusters are
 * weighed by NDCG, too, and left out where they gain nothing.
 *
 * @param model its own weights are ignored, but for `repeat`, where the fit starts
 * @param cases from validation; never test
 * @param popularity of each item, such as recency-weighted counts, [nItems]
 * @see McFadden 1974, "Conditional logit analysis of qualitative choice behavior"
 */
export async function fitRanking(
  model: Model,
  cases: readonly EvaluationCase[],
  popularity: ArrayLike<number>,
  { weighing, maxKept = maxScores }: BlendOptions,
): Promise<RankingWeights> {
  await loadTensorflow();
  const { runModel } = await import('../tensorflow/model-scorer.js');
  const isWeighed = isSearched(weighing, cases);
  const hasClusters = model.clusters.summaries.length > 0;
  const nParts = hasClusters ? 3 : 2;
  const known = takeEvenly(
    cases.filter(({ targets }) => targets.some((target) => target >= 0)),
    Math.max(1, Math.floor(maxKept / (nParts * model.vocabulary.size))),
  );
  const choices: ChoiceSet[] = [];
  for (const scored of runModel(model, known)) {
    const { sequence, cluster, repeat } = scoreItems({
      ...scored,
      affinities: model.clusters.affinities,
      weights: { sequence: 1, cluster: 1, repeat: 1, position: 0 },
    });
    const targets = known[choices.length].targets.filter((target) => target >= 0);
    const beside = isWeighed ? [sequence.map((score, i) => score + repeat[i])] : [sequence, repeat];
    choices.push({ features: hasClusters ? [...beside, cluster] : beside, targets });
  }
  const fitted = isWeighed ? scaleWeighed(choices, known) : fitLikely(choices, model.ranking.repeat);
  const [sequence, repeat, cluster] = isWeighed ? [fitted[0], ...fitted] : fitted;
  return { sequence, cluster: cluster ?? 0, repeat, position: fitPosition(choices, fitted, popularity) };
}

/** The weights of sequence, repeats and, where there are any, clusters. */
function fitLikely(choices: readonly ChoiceSet[], repeat: number): number[] {
  const fitted = fitChoiceWeights(choices, [1, repeat, 0]);
  // A shopper's cluster never speaks against what the cluster favours: that is noise.
  if (fitted.length < 3 || fitted[2] >= 0) return fitted;
  return [...fitChoiceWeights(firstFeatures(choices, 2), fitted), 0];
}

/**
 * The weights of a sum that NDCG has weighed, which likelihood brings to its scale, and, where there are any, of clusters
 * beside it: by NDCG again, for that scale is nothing to weigh them by.
 */
function scaleWeighed(choices: readonly ChoiceSet[], cases: readonly EvaluationCase[]): number[] {
  const scale = Math.max(leastScale, fitChoiceWeights(firstFeatures(choices, 1), [1])[0]);
  if (choices[0]?.features.length === 1) return [scale];
  const quality = (share: number) => meanNdcg(cases, addShare(choices, share), 20);
  const qualities = clusterShares.map(quality);
  const best = qualities.indexOf(Math.max(...qualities));
  return [scale, qualities[best] > qualities[0] + leastGain ? scale * clusterShares[best] : 0];
}

/** Likelihood may be unsure of an order that NDCG has chosen, but not turn it round. */
const leastScale = 0.02;

/** What an affinity may count beside the rest of a score. */
const clusterShares = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1];

/** Clusters that gain less NDCG@20 are left out. */
const leastGain = 1e-3;

function* addShare(choices: readonly ChoiceSet[], share: number): Generator<Float32Array> {
  for (const { features } of choices) yield features[0].map((score, i) => score + share * features[1][i]);
}

/** The choices with their first features alone. */
function firstFeatures(choices: readonly ChoiceSet[], nFeatures: number): ChoiceSet[] {
  return choices.map(({ features, targets }) => ({ features: features.slice(0, nFeatures), targets }));
}

/** The weight of an item's place on a page, given those of the other parts. */
function fitPosition(choices: readonly ChoiceSet[], weights: readonly number[], popularity: ArrayLike<number>): number {
  const page = Array.from(popularity, (_, item) => item)
    .sort((a, b) => popularity[b] - popularity[a] || a - b)
    .slice(0, pageSize);
  const place = Float32Array.from(page, (_, i) => -Math.log2(i + 2));
  const pages: ChoiceSet[] = [];
  for (const { features, targets } of choices) {
    const targetsOnPage = targets.map((target) => page.indexOf(target)).filter((i) => i >= 0);
    if (targetsOnPage.length === 0) continue;
    const score = Float32Array.from(page, (item) =>
      features.reduce((sum, feature, f) => sum + weights[f] * feature[item], 0),
    );
    pages.push({ features: [place], offset: score, targets: targetsOnPage });
  }
  if (pages.length < minPages) return 0;
  return Math.max(0, fitChoiceWeights(pages, [0])[0]);
}
