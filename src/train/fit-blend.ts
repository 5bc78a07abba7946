import type { Model } from '../encoder/artifact.js';
import { companionFeatures, createCompanionTally } from '../encoder/companions.js';
import { toModelInput } from '../encoder/model-input.js';
import { type ChoiceSet, fitChoiceWeights, type SparseFeatures } from './choice-model.js';
import { loadTensorflow } from './load-tensorflow.js';
import { meanNdcg } from './mean-ndcg.js';
import type { EvaluationCase } from './protocols/evaluation-case.js';
import { takeEvenly } from './take-evenly.js';

/** Encoder scores that are in memory at once, of all cases: 240 MB. */
const maxScores = 60e6;

/** Fewer cases than this say less about the weights than training did. */
const minCases = 100;

/**
 * Fits how much companions say beside the encoder, in two steps: a multinomial logit over the catalogue, in which each
 * case is the choice of its targets, weighs the encoder's logit, every companion feature and what repeats say; then the
 * encoder's share is lowered as far as that gives a better NDCG@20. A logit judges every item of the catalogue, most of
 * which companions say nothing of; where they speak, at the top of a list, they may know better than it thinks.
 *
 * Training alone gets it wrong: companions come from the very sessions that it learns from, and an encoder that knows
 * these by heart looks better there than it is.
 *
 * @param cases from validation, which the model has not learned from; never test
 * @param maxKept encoder scores kept in memory at most
 * @returns companions with their weights where the encoder's logit counts once; those of the model where it has none or
 * there are too few cases
 */
export async function fitBlend(
  model: Model,
  cases: readonly EvaluationCase[],
  maxKept = maxScores,
): Promise<Model['companions']> {
  const { companions, vocabulary } = model;
  const known = takeEvenly(
    cases.filter(({ targets }) => targets.some((target) => target >= 0)),
    Math.max(1, Math.floor(maxKept / vocabulary.size)),
  );
  if (!companions || known.length < minCases) return companions;
  await loadTensorflow();
  const { runModel } = await import('./model-scorer.js');
  const choices: ChoiceSet[] = [];
  for (const { logits, repeats } of runModel({ ...model, companions: undefined }, known)) {
    const question = known[choices.length];
    const { sequence } = toModelInput(model, question);
    choices.push({
      features: [logits.slice()],
      sparse: describeItems(sequence.tokens, companions, repeats, vocabulary.sessionStart),
      targets: question.targets.filter((target) => target >= 0),
    });
  }
  const [encoder, ...weights] = fitChoiceWeights(choices, [1, ...companions.weights, 1]);
  const fitted = Math.max(encoder, leastShare);
  const quality = (share: number) => meanNdcg(known, blendScores(choices, share * fitted, weights), 20);
  const qualities = shares.map(quality);
  const share = fitted * shares[qualities.indexOf(Math.max(...qualities))];
  return { ...companions, weights: Float32Array.from(companionFeatures, (_, f) => weights[f] / share) };
}

/** What an encoder counts at least, also where validation has no use for it: companions are weighed beside it. */
const leastShare = 0.02;

/** Of what the logit gives the encoder, tried from the first to the last; the first of equally good ones is taken. */
const shares = [1, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.09, 0.06, 0.03];

/** The score of every item in each choice, in one array that is reused. */
function* blendScores(
  choices: readonly ChoiceSet[],
  encoder: number,
  weights: readonly number[],
): Generator<Float32Array> {
  const scores = new Float32Array(choices[0].features[0].length);
  for (const { features, sparse } of choices) {
    for (let i = 0; i < scores.length; i++) scores[i] = encoder * features[0][i];
    sparse?.items.forEach((item, entry) => {
      weights.forEach((weight, f) => {
        scores[item] += weight * sparse.values[entry * sparse.width + f];
      });
    });
    yield scores;
  }
}

/** The companion features of every item that has any, and behind them what repeats add to its score. */
function describeItems(
  tokens: Int32Array,
  companions: NonNullable<Model['companions']>,
  repeats: ReadonlyMap<number, number>,
  sessionStart: number,
): SparseFeatures {
  const nFeatures = companionFeatures.length;
  const rows = new Map<number, number[]>();
  const tally = createCompanionTally(companions, sessionStart);
  for (const token of tokens) tally.push(token);
  tally.visit((item, features) => rows.set(item, [...features, 0]));
  for (const [item, score] of repeats) {
    const row = rows.get(item) ?? new Array<number>(nFeatures + 1).fill(0);
    row[nFeatures] = score;
    rows.set(item, row);
  }
  return {
    items: Int32Array.from(rows.keys()),
    values: Float32Array.from([...rows.values()].flat()),
    width: nFeatures + 1,
  };
}
