import { isUnorderedLog } from '../../dataset/unordered-log.js';
import { addRow } from '../../numerics/sparse-rows.js';
import { type ItemRegressionOptions, regressItems } from '../regression/item-regression.js';
import type { Baseline, BaselineDefinition, BaselineInput } from '../sessions/baseline.js';
import { addItems, type QuestionOptions, weighItems } from '../sessions/question-items.js';
import { rememberLast } from '../sessions/remember-last.js';
import { popularityTies } from './popularity.js';

type LinearItemModelOptions = ItemRegressionOptions & QuestionOptions;

/**
 * EASE: what a session holds, predicted linearly from the rest of it.
 *
 *     score(i) = sum over items a of the question of weight(a) * B(a, i)
 *
 * An item met in an earlier session says `knownWeight` for itself; one of the current session nothing.
 *
 * @see Steck 2019, arXiv:1905.03375
 */
export const ease: BaselineDefinition<LinearItemModelOptions> = {
  defaults: {
    penalty: 100,
    halfLife: 0,
    togetherShare: 1,
    stepDecay: 1,
    maxSelf: 0,
    decay: 1,
    historyWeight: 0,
    knownWeight: 0,
  },
  grid: {
    historyWeight: [0.1, 0.3, 1],
    knownWeight: [0.003, 0.01, 0.03, 0.1, 0.3],
    decay: [0.8, 0.4],
    halfLife: [0.5, 0.25],
    penalty: [20, 50, 200, 400],
  },
  fit: fitLinearItemModel,
};

/**
 * SLIST: what comes later in a session, predicted linearly from what came before, together with what `ease` predicts.
 * Here an item of the current session may say something for itself. Left out where sessions have no order.
 *
 * @see Choi et al. 2021, arXiv:2103.16104
 */
export const slist: BaselineDefinition<LinearItemModelOptions> = {
  defaults: {
    penalty: 50,
    halfLife: 0,
    togetherShare: 0.8,
    stepDecay: 1.5,
    maxSelf: 1,
    decay: 0.6,
    historyWeight: 0,
    knownWeight: 0,
  },
  grid: {
    decay: [0.9, 0.8, 0.4],
    historyWeight: [0.1, 0.3],
    knownWeight: [0.01, 0.03, 0.1],
    togetherShare: [0.2, 0.5, 0.95],
    penalty: [10, 20, 100, 200],
    stepDecay: [0.7, 3],
    halfLife: [0.5, 0.25],
    maxSelf: [0],
  },
  fit: fitLinearItemModel,
  isPossible: ({ shoppers }) => !isUnorderedLog(shoppers),
};

const regress = rememberLast(regressItems);

function fitLinearItemModel(input: BaselineInput, options: LinearItemModelOptions): Baseline {
  const { decay, historyWeight, knownWeight, ...regression } = options;
  const rowOf = regress(input, regression);
  const ties = popularityTies(input, 1e-6);
  const scores = new Float32Array(input.nItems);
  return (question) => {
    const { current, earlier, known } = weighItems(question, { decay, historyWeight, knownWeight });
    scores.set(ties);
    current.items.forEach((item, i) => {
      addRow(scores, rowOf(item), current.weights[i]);
    });
    earlier.items.forEach((item, i) => {
      addRow(scores, rowOf(item), earlier.weights[i]);
    });
    addItems(scores, known);
    return scores;
  };
}
