import type { Model } from '../../encoder/artifact/model.js';
import { toModelInput } from '../../encoder/input/model-input.js';
import { companionFeatures } from '../../encoder/item-features/companions.js';
import { type Repeats, repeatFeatures } from '../../encoder/item-features/repeats.js';
import type { TrainingOptions } from '../config/training-options.js';
import { meanNdcg } from '../metrics/mean-ndcg.js';
import { takeEvenly } from '../numerics/take-evenly.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import { describeItems, markCurrent } from './blend-features.js';
import { type ChoiceSet, fitChoiceWeights, type SparseFeatures } from './choice-model.js';
import { weighByNdcg } from './weigh-by-ndcg.js';

/** Encoder scores that are in memory at once, of all cases: 240 MB. */
const maxScores = 60e6;

/** Fewer cases than this say less about the weights than training did. */
const minCases = 100;

/** Fewer cases than this are too coarse to search by: a few of them decide every step. */
const minSearched = 400;

/** How what speaks beside the encoder is weighed. */
export interface Blend {
  readonly companions: Model['companions'];
  /** Absent where they stay as training weighed them. */
  readonly repeats?: Repeats;
}

export interface BlendOptions extends Pick<TrainingOptions, 'weighing'> {
  /** Encoder scores kept in memory at most. */
  readonly maxKept?: number;
}

/** Whether so many cases are weighed by NDCG where that is asked for. */
export function isSearched(weighing: TrainingOptions['weighing'], cases: readonly EvaluationCase[]): boolean {
  const nKnown = cases.filter(({ targets }) => targets.some((target) => target >= 0)).length;
  return weighing === 'ndcg' && nKnown >= minSearched;
}

/**
 * Fits how much companions say beside the encoder, in two steps: a multinomial logit over the catalogue, in which each
 * case is the choice of its targets, weighs the encoder's logit, every companion feature and what repeats say; then the
 * encoder's share is lowered as far as that gives a better NDCG@20. Near the top of
 * the list companions may deserve more weight than the likelihood fit gives them: that fit judges every item of the
 * catalogue, and most items have no companion in the history.
 *
 * Training alone gets it wrong: companions come from the very sessions that it learns from, and an encoder that knows
 * these by heart looks better there than it is.
 *
 * With `weighing` by NDCG, each of these weights is then chosen by it, and beside them what speaks for the items of the
 * current session. They are few: the first places of a list have room for all of them, however sure a likelihood is
 * of something else. Where there are too few cases for that, likelihood decides.
 *
 * @param cases from validation, which the model has not learned from; never test
 * @returns weights where the encoder's logit counts once; those of the model where it has no companions or there are too
 * few cases
 */
export async function fitBlend(
  model: Model,
  cases: readonly EvaluationCase[],
  { weighing, maxKept = maxScores }: BlendOptions,
): Promise<Blend> {
  const { companions, repeats, vocabulary } = model;
  const known = takeEvenly(
    cases.filter(({ targets }) => targets.some((target) => target >= 0)),
    Math.max(1, Math.floor(maxKept / vocabulary.size)),
  );
  if (!companions || known.length < minCases) return { companions };
  await loadTensorflow();
  const { runModel } = await import('../tensorflow/model-scorer.js');
  const choices: Choice[] = [];
  for (const { logits, repeats } of runModel({ ...model, companions: undefined }, known)) {
    const question = known[choices.length];
    const { sequence } = toModelInput(model, question);
    choices.push({
      features: [logits.slice()],
      sparse: describeItems(sequence.tokens, companions, repeats, vocabulary.sessionStart),
      targets: question.targets.filter((target) => target >= 0),
      tokens: sequence.tokens,
    });
  }
  const [encoder, ...fitted] = fitChoiceWeights(choices, [1, ...companions.weights, 1]);
  const least = Math.max(encoder, leastShare);
  const quality = (share: number) => meanNdcg(known, blendScores(choices, share * least, fitted), 20);
  const qualities = shares.map(quality);
  const share = least * shares[qualities.indexOf(Math.max(...qualities))];
  const weights = fitted.map((weight) => weight / share);
  if (!isSearched(weighing, cases)) return { companions: { ...companions, weights: ofCompanions(weights) } };
  const marked = choices.map(({ features, sparse, targets, tokens }): ChoiceSet => {
    return { features, sparse: markCurrent(sparse, tokens, vocabulary.sessionStart), targets };
  });
  const chosen = weighByNdcg(
    marked,
    currentStarts.map((current) => [...weights, current]),
  );
  return {
    companions: { ...companions, weights: ofCompanions(chosen) },
    ...(repeats ? { repeats: weighRepeats(repeats, chosen[nFeatures], chosen[nFeatures + 1]) } : {}),
  };
}

/** What the items of the current session may have more to begin with: where they matter, much else hangs on it. */
const currentStarts = [0, 4];

type Choice = ChoiceSet & { readonly sparse: SparseFeatures; readonly tokens: Int32Array };

const nFeatures = companionFeatures.length;

/** The first weights of a blend, [companionFeatures.length]. */
const ofCompanions = (weights: readonly number[]) => Float32Array.from(weights.slice(0, nFeatures));

/** Repeats that count `scale` times, and those within the current session `current` more. */
function weighRepeats({ weights }: Repeats, scale: number, current: number): Repeats {
  const isCurrent = (f: number) => repeatFeatures[f].startsWith('tokensAgo');
  return { weights: weights.map((weight, f) => scale * weight + (isCurrent(f) ? current : 0)) };
}

/** What an encoder counts at least, also where validation has no use for it: companions are weighed beside it. */
const leastShare = 0.02;

/** Of what the logit gives the encoder, tried from the first to the last; the first of equally good ones is taken. */
const shares = [1, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.09, 0.06, 0.03];

/** The score of every item in each choice, in one array that is reused. */
function* blendScores(
  choices: readonly Choice[],
  encoder: number,
  weights: readonly number[],
): Generator<Float32Array> {
  const scores = new Float32Array(choices[0].features[0].length);
  for (const { features, sparse } of choices) {
    for (let i = 0; i < scores.length; i++) scores[i] = encoder * features[0][i];
    sparse.items.forEach((item, entry) => {
      weights.forEach((weight, f) => {
        scores[item] += weight * sparse.values[entry * sparse.width + f];
      });
    });
    yield scores;
  }
}
