import { noise } from '../../../clusters/points/clustering.js';
import type { Model } from '../../../encoder/artifact/model.js';
import { createRandom } from '../../../random.js';
import type { EvaluationCase } from '../../protocols/evaluation-case.js';
import type { ShopperState } from '../spaces/shopper-state.js';
import type { CountAffinities } from './count-affinities.js';
import { type Gain, measureGain } from './gain.js';
import {
  type Affinity,
  askModel,
  fitPlainWeights,
  fitWeights,
  judgeQuestion,
  type Weights,
} from './ranking-questions.js';
import type { Situation } from './usefulness-cases.js';

/** What clusters add to a ranking in one situation; plain JSON. */
export interface Usefulness {
  readonly situation: Situation;
  /** Questions and shoppers that the gain was measured on; weights were fitted on others. */
  readonly nCases: number;
  readonly nShoppers: number;
  /** Mean NDCG@10 without clusters, with random ones of the same sizes, and with these. */
  readonly without: number;
  readonly random: number;
  readonly with: number;
  readonly overWithout: Gain;
  readonly overRandom: Gain;
  /** How the cluster's affinity was weighed. */
  readonly clusterWeight: number;
}

/** The cluster of each shopper at the cut-off, and of those who ask in one situation. */
export interface ClusterLabels {
  readonly nClusters: number;
  /** -1 for none, [nShoppers]. */
  readonly known: Int32Array;
  /** -1 for none, [nQuestions]. */
  readonly asking: Int32Array;
}

/** Measures clusterings in one situation. */
export interface UsefulnessBench {
  readonly situation: Situation;
  /** The states that clusters are asked about: those of the questions, in their order. */
  readonly states: readonly ShopperState[];
  measure(labels: ClusterLabels): Usefulness;
}

export interface BenchInput {
  readonly model: Model;
  readonly situation: Situation;
  readonly cases: readonly EvaluationCase[];
  /** From what shoppers met before the cut-off. */
  readonly countAffinities: CountAffinities;
  readonly seed: number;
}

/**
 * Prepares to measure what clusters add to a model's ranking: the gain in mean NDCG@10 of sequence, repeats and cluster
 * affinities together over sequence and repeats, and over the same with random clusters of the same sizes.
 *
 * Affinities come from before the cut-off, weights are fitted on a random half of the shoppers who ask, and gains are
 * taken on the other half. Each ranking is fitted on its own, from where the model's weights are.
 */
export async function prepareUsefulness(input: BenchInput): Promise<UsefulnessBench> {
  const { model, situation, cases, countAffinities, seed } = input;
  const asked = await askModel(model, cases, seed);
  const random = createRandom(seed);
  const ids = random.shuffle([...new Set(cases.map(({ shopperId }) => shopperId))]);
  const fitting = new Set(ids.slice(0, Math.floor(ids.length / 2)));
  const isFitted = asked.map(({ question }) => fitting.has(question.shopperId));
  const half =
    (wanted: boolean) =>
    <Item>(all: readonly Item[]) =>
      all.filter((_, i) => isFitted[i] === wanted);
  const [fitted, judged] = [half(true), half(false)];
  const start: Weights = [model.ranking.sequence, model.ranking.repeat, 0];
  const plain = fitPlainWeights(fitted(asked), start);
  const questions = judged(asked);
  const askers = questions.map(({ question }) => question.shopperId);
  const without = questions.map((question) => judgeQuestion(question, plain));
  const nItems = model.vocabulary.size;

  const judge = (affinities: Float32Array, asking: Int32Array) => {
    const all = Array.from(asking, (label): Affinity => {
      return label === noise ? undefined : affinities.subarray(label * nItems, (label + 1) * nItems);
    });
    const weights = fitWeights(fitted(asked), plain, fitted(all));
    const own = judged(all);
    const gains = weights[2] > 0 ? questions.map((question, i) => judgeQuestion(question, weights, own[i])) : without;
    return { weight: weights[2], values: gains };
  };

  return {
    situation,
    states: asked.map(({ state }) => state),
    measure({ nClusters, known, asking }) {
      const affinities = countAffinities(known, nClusters);
      const { weight, values } = judge(affinities.own, asking);
      const chance = affinities.random.map((one) => judge(one, asking));
      const random = questions.map((_, i) => meanOf(chance.map((one) => one.values[i])));
      return {
        situation,
        nCases: questions.length,
        nShoppers: ids.length - fitting.size,
        without: meanOf(without),
        random: meanOf(random),
        with: meanOf(values),
        overWithout: measureGain(askers, values, without, seed),
        overRandom: measureGain(askers, values, random, seed),
        clusterWeight: weight,
      };
    },
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
