import type { Model } from '../../../encoder/artifact/model.js';
import { createRandom } from '../../../random.js';
import { ndcg, ranksOfTargets } from '../../../ranking/metrics.js';
import { type EvaluationCase, rankCandidatesOnly } from '../../protocols/evaluation-case.js';
import { loadTensorflow } from '../../tensorflow/load-tensorflow.js';
import { type ChoiceSet, fitChoiceWeights } from '../../weights/choice-model.js';
import type { ShopperState } from '../spaces/shopper-state.js';

/** One question with what a model says about every item, clusters apart. */
export interface RankingQuestion {
  readonly question: EvaluationCase;
  readonly state: ShopperState;
  /** [nItems] */
  readonly logits: Float32Array;
  /** By item; 0 where absent. */
  readonly repeats: ReadonlyMap<number, number>;
  /** The targets, then items drawn at random: what weights are fitted on. */
  readonly candidates: Int32Array;
  /** The logit and what repeats say of each candidate, [nCandidates] each. */
  readonly features: readonly [Float32Array, Float32Array];
  /** How many of the candidates are targets: the first ones. */
  readonly nTargets: number;
}

/** What a shopper's cluster adds to each item's score, [nItems]; absent where they belong to none. */
export type Affinity = Float32Array | undefined;

/** How the sequence, repeats and the cluster are weighed. */
export type Weights = readonly [sequence: number, repeat: number, cluster: number];

/** Items drawn for each question: a multinomial logit fitted on a uniform sample of the alternatives is consistent. */
const nDrawn = 250;

/** List length that a ranking is judged by. */
const k = 10;

/**
 * Asks a model questions, its clusters apart.
 *
 * @see McFadden 1978, "Modelling the choice of residential location" (sampling of alternatives)
 */
export async function askModel(
  model: Model,
  cases: readonly EvaluationCase[],
  seed: number,
): Promise<RankingQuestion[]> {
  await loadTensorflow();
  const { runModel } = await import('../../tensorflow/model-scorer.js');
  const random = createRandom(seed);
  const nItems = model.vocabulary.size;
  const asked: RankingQuestion[] = [];
  for (const { logits, repeats } of runModel({ ...model, clusters: noClusters }, cases)) {
    const question = cases[asked.length];
    const { steps, queries, newSessionAt, targets, excluded = [] } = question;
    const known = targets.filter((target) => target >= 0);
    const ruledOut = new Set([...excluded, ...known]);
    const drawn = Array.from({ length: nDrawn }, () => random.integer(nItems)).filter((item) => !ruledOut.has(item));
    const at = newSessionAt ?? steps[steps.length - 1].time;
    const candidates = Int32Array.from([...known, ...new Set(drawn)]);
    asked.push({
      question,
      state: { steps, ...(queries ? { queries } : {}), at },
      logits: logits.slice(),
      repeats,
      candidates,
      features: [
        Float32Array.from(candidates, (item) => logits[item]),
        Float32Array.from(candidates, (item) => repeats.get(item) ?? 0),
      ],
      nTargets: known.length,
    });
  }
  return asked;
}

/**
 * Fits how the sequence and repeats are weighed, without clusters.
 *
 * @param start weights that little data leaves as they are
 */
export function fitPlainWeights(asked: readonly RankingQuestion[], start: Weights): Weights {
  if (asked.length === 0) return [start[0], start[1], 0];
  const [sequence, repeat] = fitChoiceWeights(
    asked.map(({ features, nTargets }) => ({ features, targets: firstOnes(nTargets) })),
    start,
  );
  return [sequence, repeat, 0];
}

/**
 * Fits how the parts of a score are weighed, the cluster among them.
 *
 * @param plain the weights without clusters
 * @param affinities of each question
 * @returns the plain weights where the cluster's would be below 0, as what speaks against what a cluster favours is noise
 */
export function fitWeights(
  asked: readonly RankingQuestion[],
  plain: Weights,
  affinities: readonly Affinity[],
): Weights {
  if (affinities.every((affinity) => affinity === undefined)) return plain;
  const choices = asked.map(({ candidates, features, nTargets }, i): ChoiceSet => {
    const affinity = affinities[i];
    const cluster = new Float32Array(candidates.length);
    if (affinity) for (let c = 0; c < candidates.length; c++) cluster[c] = affinity[candidates[c]];
    return { features: [...features, cluster], targets: firstOnes(nTargets) };
  });
  const [sequence, repeat, cluster] = fitChoiceWeights(choices, plain);
  return cluster > 0 ? [sequence, repeat, cluster] : plain;
}

function firstOnes(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** The NDCG@10 of a question under given weights. */
export function judgeQuestion(
  { question, logits, repeats }: RankingQuestion,
  [sequence, repeat, cluster]: Weights,
  affinity?: Affinity,
): number {
  const scores = new Float32Array(logits.length);
  for (let i = 0; i < scores.length; i++) scores[i] = sequence * logits[i];
  if (affinity && cluster !== 0) for (let i = 0; i < scores.length; i++) scores[i] += cluster * affinity[i];
  for (const [item, value] of repeats) scores[item] += repeat * value;
  return ndcg(ranksOfTargets(rankCandidatesOnly(scores, question), question.targets), k);
}

const noClusters: Model['clusters'] = {
  summaries: [],
  centroids: new Float32Array(0),
  affinities: new Float32Array(0),
  temperature: 1,
};
