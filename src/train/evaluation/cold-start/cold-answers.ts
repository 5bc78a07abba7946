import { describeItem } from '../../../encoder/artifact/catalog.js';
import type { Catalog } from '../../../encoder/artifact/manifest.js';
import type { Model } from '../../../encoder/artifact/model.js';
import { weighFeatures } from '../../../encoder/cold-items/cold-scorer.js';
import { toModelInput } from '../../../encoder/input/model-input.js';
import type { ColdWeights } from '../../../encoder/item-features/cold-weights.js';
import { scoreItems } from '../../../ranking/score.js';
import type { EvaluationCase } from '../../protocols/evaluation-case.js';
import { runModel } from '../../tensorflow/model-scorer.js';
import { coldCandidateFeatures, createColdCandidates } from '../../weights/cold-candidates.js';

/**
 * Scores cold items as the worker does those of a page, on the active TensorFlow.js backend.
 *
 * @param variants weights of the features, each a method of its own
 * @param cases whose items are those of the model, with the cold ones numbered on behind them
 * @returns for each case one array a variant, [vocabulary.size + coldItems.itemIds.length]; -Infinity for what is known, and
 * for what reads like nothing that is
 */
export function* coldAnswers(
  model: Model,
  coldItems: Catalog,
  variants: readonly ColdWeights[],
  cases: readonly EvaluationCase[],
): Generator<Float32Array[], undefined> {
  const nKnown = model.vocabulary.size;
  const make = createColdCandidates(model);
  const made = coldItems.itemIds.map((_, index) => make(describeItem(coldItems, index)));
  const candidates = made.filter((candidate) => candidate !== null);
  const rows = made.flatMap((candidate, index) => (candidate ? [nKnown + index] : []));
  let nAsked = 0;
  for (const scored of runModel(model, cases)) {
    const { tokens } = toModelInput(model, cases[nAsked++]).sequence;
    const scores = scoreItems({ ...scored, affinities: model.clusters.affinities, weights: model.ranking });
    const shopper = { scores, tokens, embedding: scored.embedding };
    const features = coldCandidateFeatures(candidates, shopper, model.ranking.sequence);
    yield variants.map((weights) => {
      const answer = new Float32Array(nKnown + made.length).fill(Number.NEGATIVE_INFINITY);
      rows.forEach((row, i) => {
        answer[row] = weighFeatures(
          features.map((feature) => feature[i]),
          weights,
        );
      });
      return answer;
    });
  }
}
