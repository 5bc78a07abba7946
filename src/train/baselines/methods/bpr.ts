import { createRandom, type Random } from '../../../random.js';
import type { Baseline, BaselineDefinition, BaselineInput } from '../sessions/baseline.js';
import { addItems, type QuestionOptions, weighItems } from '../sessions/question-items.js';
import { rememberLast } from '../sessions/remember-last.js';
import { trainingSessions } from '../sessions/training-sessions.js';
import { popularityTies } from './popularity.js';

type BprOptions = QuestionOptions & {
  readonly nFactors: number;
  /** Passes over all pairs of a user and an item met. */
  readonly epochs: number;
  readonly learningRate: number;
  /** Pulls factors and biases to 0. */
  readonly regularization: number;
  /** Whether a user is a session, not a shopper. */
  readonly userIsSession: boolean;
  /** What an item's bias, about its popularity, counts when a question is answered. */
  readonly biasWeight: number;
};

/** What is learned of the items. */
interface ItemFactors {
  /** Row-major, [nItems, nFactors]. */
  readonly factors: Float32Array;
  /** [nItems] */
  readonly bias: Float32Array;
}

/**
 * Matrix factorisation by Bayesian personalised ranking: what a user met scores above what they did not, learned by
 * stochastic gradient steps on drawn pairs. Who asks stands where the items of the question do on average:
 *
 *     score(i) = sum over items a of the question of weight(a) * factors(a) · factors(i)  +  biasWeight * bias(i)
 *
 * @see Rendle, Freudenthaler, Gantner and Schmidt-Thieme 2009, arXiv:1205.2618; for the mean of items Hidasi et al. 2016,
 * arXiv:1511.06939
 */
export const bpr: BaselineDefinition<BprOptions> = {
  defaults: {
    nFactors: 64,
    epochs: 20,
    learningRate: 0.05,
    regularization: 0.002,
    userIsSession: true,
    biasWeight: 0.1,
    decay: 1,
    historyWeight: 0.3,
    knownWeight: 0,
  },
  grid: {
    biasWeight: [0, 0.3, 1],
    historyWeight: [0, 1, 3],
    knownWeight: [0.1, 0.3, 1, 3],
    decay: [0.8, 0.4],
    userIsSession: [false],
    regularization: [0.01, 0.03],
    epochs: [60],
  },
  fit: fitBpr,
};

const factorsOf = rememberLast(factorise);

function fitBpr(
  input: BaselineInput,
  { decay, historyWeight, knownWeight, biasWeight, ...training }: BprOptions,
): Baseline {
  const { factors, bias } = factorsOf(input, training);
  const { nFactors: size } = training;
  const ties = popularityTies(input, 1e-6);
  const asker = new Float32Array(size);
  const scores = new Float32Array(input.nItems);
  return (question) => {
    const { current, earlier, known } = weighItems(question, { decay, historyWeight, knownWeight });
    asker.fill(0);
    for (const { items, weights } of [current, earlier]) {
      items.forEach((item, i) => {
        for (let f = 0; f < size; f++) asker[f] += weights[i] * factors[item * size + f];
      });
    }
    for (let item = 0; item < scores.length; item++) {
      let sum = ties[item] + biasWeight * bias[item];
      for (let f = 0, at = item * size; f < size; f++, at++) sum += asker[f] * factors[at];
      scores[item] = sum;
    }
    addItems(scores, known);
    return scores;
  };
}

function factorise(
  input: BaselineInput,
  {
    nFactors: size,
    epochs,
    learningRate,
    regularization,
    userIsSession,
  }: Omit<BprOptions, 'biasWeight' | keyof QuestionOptions>,
): ItemFactors {
  const random = createRandom(1);
  const users = userIsSession
    ? trainingSessions(input).map(({ distinct }) => distinct)
    : input.shoppers.map(({ steps }) => [...new Set(steps.map(({ item }) => item))]);
  const factors = drawFactors(input.nItems * size, random);
  const userFactors = drawFactors(users.length * size, random);
  const bias = new Float32Array(input.nItems);
  const pairs = users.flatMap((items, user) => items.map((item) => [user, item] as const));
  const met = users.map((items) => new Set(items));
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let n = 0; n < pairs.length; n++) {
      const [user, positive] = pairs[random.integer(pairs.length)];
      const negative = random.integer(input.nItems);
      if (met[user].has(negative)) continue;
      const [u, p, q] = [user * size, positive * size, negative * size];
      let margin = bias[positive] - bias[negative];
      for (let f = 0; f < size; f++) margin += userFactors[u + f] * (factors[p + f] - factors[q + f]);
      const pull = learningRate / (1 + Math.exp(margin));
      const keep = 1 - learningRate * regularization;
      bias[positive] = keep * bias[positive] + pull;
      bias[negative] = keep * bias[negative] - pull;
      for (let f = 0; f < size; f++) {
        const [own, better, worse] = [userFactors[u + f], factors[p + f], factors[q + f]];
        userFactors[u + f] = keep * own + pull * (better - worse);
        factors[p + f] = keep * better + pull * own;
        factors[q + f] = keep * worse - pull * own;
      }
    }
  }
  return { factors, bias };
}

function drawFactors(length: number, random: Random): Float32Array {
  return Float32Array.from({ length }, () => 0.1 * random.normal());
}
