import type { Catalog } from '../../../encoder/artifact/manifest.js';
import { itemKnn } from '../../baselines/methods/item-knn.js';
import type { DatasetPart } from '../../dataset/dataset-part.js';
import type { EvaluationCase } from '../../protocols/evaluation-case.js';
import type { AttackedBasket, AttackedLog } from './attacked-baskets.js';
import type { HeldOutCase } from './held-out-scores.js';

/** What can be said about a basket without the model, from shoppers other than its own. */
export interface Reference {
  /** The log-probability of a case's item, by item-kNN and popularity. */
  readonly logProbability: (question: HeldOutCase) => number;
  /** How popular the items of a basket are: the mean logarithm of how many sessions' steps met each. */
  readonly popularity: (basket: AttackedBasket) => number;
  /** The same for the last four weeks that were learned from. */
  readonly recentPopularity: (basket: AttackedBasket) => number;
}

/** How far back recent popularity counts, ms. */
const recentMs = 28 * 86_400_000;
/** How much popularity speaks beside neighbours: it gives every item some probability. */
const popularShare = 0.1;

/**
 * Fits the references of the two halves of the shoppers, each on what was learned of the other half: a basket that the
 * model learned from is as unknown to its reference as one that it did not.
 *
 * A score minus that of a reference is a calibrated attack: items that are easy to guess do not look like members.
 *
 * @see Watson et al. 2022, "On the Importance of Difficulty Calibration in Membership Inference Attacks", arXiv:2111.08440
 * @returns by half of the basket that is attacked
 */
export function fitReferences(
  { learned, halfOf }: Pick<AttackedLog, 'learned' | 'halfOf'>,
  catalog: Catalog,
): readonly [Reference, Reference] {
  const ofOthers = (half: 0 | 1) => learned.shoppers.filter(({ id }) => halfOf.get(id) !== half);
  return [
    fitReference({ ...learned, shoppers: ofOthers(0) }, catalog),
    fitReference({ ...learned, shoppers: ofOthers(1) }, catalog),
  ];
}

function fitReference({ shoppers, until }: DatasetPart, catalog: Catalog): Reference {
  const nItems = catalog.itemIds.length;
  const counts = new Float64Array(nItems);
  const recent = new Float64Array(nItems);
  const steps = shoppers.flatMap((shopper) => shopper.steps);
  const end = steps.reduce((latest, { time }) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  for (const { item, time } of steps) {
    counts[item]++;
    if (time > end - recentMs) recent[item]++;
  }
  const total = counts.reduce((sum, count) => sum + count + 1, 0);
  const neighbours = itemKnn.fit({ shoppers, until, nItems, catalog }, itemKnn.defaults);
  const meanLog = (of: Float64Array) => (basket: AttackedBasket) =>
    basket.steps.reduce((sum, { item }) => sum + Math.log(1 + of[item]), 0) / basket.steps.length;
  return {
    logProbability: (question) => {
      const [target] = question.targets;
      const similar = shareOf(target, question, neighbours(question));
      return Math.log(popularShare * ((counts[target] + 1) / total) + (1 - popularShare) * similar);
    },
    popularity: meanLog(counts),
    recentPopularity: meanLog(recent),
  };
}

/** Returns an item's share of all scores but those of the items that are given. */
function shareOf(item: number, { excluded = [] }: EvaluationCase, scores: Float32Array): number {
  for (const given of excluded) scores[given] = 0;
  let total = 0;
  for (let i = 0; i < scores.length; i++) total += scores[i];
  return total > 0 ? scores[item] / total : 0;
}
