import type { Model } from '../encoder/artifact.js';
import type { RankingWeights } from '../encoder/manifest.js';
import { scoreItems } from '../ranking/score.js';
import { type ChoiceSet, fitChoiceWeights } from './choice-model.js';
import type { BlendOptions } from './fit-blend.js';
import { loadTensorflow } from './load-tensorflow.js';
import type { EvaluationCase } from './protocols/evaluation-case.js';
import { takeEvenly } from './take-evenly.js';

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
 * @param model its own weights are ignored, but for `repeat`, where the fit starts
 * @param cases from validation; never test
 * Where the encoder was weighed by NDCG (see `fitBlend`), repeats have their weight beside it already, and keep it.
 *
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
  const { runModel } = await import('./model-scorer.js');
  const isWeighed = weighing === 'ndcg';
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
  const clusterAt = isWeighed ? 1 : 2;
  let fitted = fitChoiceWeights(choices, isWeighed ? [1, 0] : [1, model.ranking.repeat, 0]);
  // A shopper's cluster never speaks against what the cluster favours: that is noise.
  if (fitted[clusterAt] < 0) {
    const without = choices.map(({ features, targets }) => ({ features: features.slice(0, clusterAt), targets }));
    fitted = [...fitChoiceWeights(without, fitted), 0];
  }
  const [sequence, repeat = sequence] = fitted.slice(0, clusterAt);
  const cluster = fitted[clusterAt] ?? 0;
  return { sequence, cluster, repeat, position: fitPosition(choices, fitted, popularity) };
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
