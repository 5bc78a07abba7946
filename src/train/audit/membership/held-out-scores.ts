import type { Model } from '../../../encoder/artifact/model.js';
import { toModelInput } from '../../../encoder/input/model-input.js';
import { addCompanionLogits } from '../../../encoder/item-features/companions.js';
import { scoreItems, totalScores } from '../../../ranking/score.js';
import type { Step } from '../../../sequence/step.js';
import { withoutCompanions } from '../../evaluation/model-parts.js';
import { takeEvenly } from '../../numerics/take-evenly.js';
import type { EvaluationCase } from '../../protocols/evaluation-case.js';
import { runModel } from '../../tensorflow/model-scorer.js';

/** Log-probabilities of every item, [nItems]; -Infinity for the items that the case gives. */
export interface HeldOutScores {
  /** By the whole model, as it ships. */
  readonly whole: Float32Array;
  /** By the encoder without the table of companions. */
  readonly encoder: Float32Array;
}

/** Items of a basket that are asked for, at most: each costs a run of the model. */
const maxHeldOut = 12;

/** A basket with one item held out. */
export type HeldOutCase = EvaluationCase & { readonly targets: readonly [number] };

/**
 * Returns a case for each item of a basket, or for some of a large one: the item is asked for, all others are given.
 */
export function leaveOneOut(shopperId: string, steps: readonly Step[]): HeldOutCase[] {
  return takeEvenly(steps, maxHeldOut).map((target) => {
    const given = steps.filter((step) => step !== target);
    return { shopperId, steps: given, targets: [target.item], excluded: given.map(({ item }) => item) };
  });
}

/**
 * Runs a model over cases on the active TensorFlow.js backend, and turns its scores into probabilities: a softmax over
 * the items that the case does not give.
 *
 * @returns one after the other, in the order of the cases
 */
export function* scoreHeldOut(model: Model, cases: readonly EvaluationCase[]): Generator<HeldOutScores> {
  const { companions, ranking: weights } = model;
  const { affinities } = model.clusters;
  let nScored = 0;
  for (const scored of runModel(withoutCompanions(model), cases)) {
    const question = cases[nScored++];
    const encoder = normalise(scored.logits.slice(), question.excluded);
    const logits = scored.logits.slice();
    if (companions) addCompanionLogits(logits, toModelInput(model, question).sequence.tokens, companions);
    const whole = normalise(totalScores(scoreItems({ ...scored, logits, affinities, weights })), question.excluded);
    yield { whole, encoder };
  }
}

/** Makes log-probabilities of scores, in place, once the excluded ones are ruled out. */
function normalise(scores: Float32Array, excluded: readonly number[] = []): Float32Array {
  for (const item of excluded) scores[item] = Number.NEGATIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) if (scores[i] > highest) highest = scores[i];
  let total = 0;
  for (let i = 0; i < scores.length; i++) total += Math.exp(scores[i] - highest);
  const shift = highest + Math.log(total);
  for (let i = 0; i < scores.length; i++) scores[i] -= shift;
  return scores;
}
