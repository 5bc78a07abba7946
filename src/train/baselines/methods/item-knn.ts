import { addRow, lazyRows, type SparseRow } from '../../numerics/sparse-rows.js';
import type { Baseline, BaselineDefinition, BaselineInput } from '../sessions/baseline.js';
import { addItems, type QuestionOptions, weighItems } from '../sessions/question-items.js';
import { rememberLast } from '../sessions/remember-last.js';
import { recencyWeights, sessionsOfItems, trainingSessions } from '../sessions/training-sessions.js';
import { popularityTies } from './popularity.js';

type ItemKnnOptions = QuestionOptions & {
  /** What an item of the current session says for itself, where its own similarity is 1. */
  readonly repeatWeight: number;
  /** Sessions that every item is taken to have without company: what is known of few sessions counts less. */
  readonly shrinkage: number;
  /** How much a candidate's popularity is held against it: .5 is the cosine, 0 leaves plain counts. */
  readonly normalisation: number;
  /** After which share of the log's time a session counts half; 0 means never. */
  readonly halfLife: number;
};

const defaults: ItemKnnOptions = {
  decay: 1,
  historyWeight: 0,
  knownWeight: 0,
  repeatWeight: 0,
  shrinkage: 0,
  normalisation: 0.5,
  halfLife: 0,
};

const grid = {
  decay: [0.9, 0.7, 0.4, 0],
  repeatWeight: [0.1, 0.3, 1],
  halfLife: [1, 0.5, 0.25, 0.12, 0.06],
  shrinkage: [2, 5, 10, 20, 50],
  normalisation: [0.2, 0.35, 0.65, 0.8],
};

/**
 * The items that shared most sessions with the current session's items:
 *
 *     score(i) = sum over items a of the current session, and of earlier ones, of weight(a) * sim(a, i)
 *     sim(a, i) = shared(a, i) / ((n(a) + shrinkage)^(1 - normalisation) * (n(i) + shrinkage)^normalisation)
 *
 * where n and shared count sessions, the older the less; by default that is the cosine. An item met in an earlier
 * session is its own neighbour (similarity 1), one of the current session as `repeatWeight` says; `knownWeight` adds to that.
 *
 * @see Linden, Smith and York 2003, doi:10.1109/MIC.2003.1167344; Sarwar et al. 2001, doi:10.1145/371920.372071
 */
export const itemKnn: BaselineDefinition<ItemKnnOptions> = { defaults, grid, fit: fitItemKnn };

/** The same with the shopper's earlier sessions. */
export const itemKnnWithHistory: BaselineDefinition<ItemKnnOptions> = {
  defaults: { ...defaults, historyWeight: 0.3 },
  grid: { historyWeight: [0, 0.1, 0.6, 1, 2], knownWeight: [0.01, 0.03, 0.1, 0.3, 1], ...grid },
  fit: fitItemKnn,
};

/** Options that change only how a question is read leave the neighbours as they are. */
const neighboursOf = rememberLast(findNeighbours);

function fitItemKnn(input: BaselineInput, options: ItemKnnOptions): Baseline {
  const { shrinkage, normalisation, halfLife, repeatWeight } = options;
  const rowOf = neighboursOf(input, { shrinkage, normalisation, halfLife });
  const ties = popularityTies(input, 1e-6);
  const scores = new Float32Array(input.nItems);
  return (question) => {
    const { current, earlier, known } = weighItems(question, options);
    scores.set(ties);
    for (const { items, weights, self } of [
      { ...current, self: repeatWeight },
      { ...earlier, self: 1 },
    ]) {
      items.forEach((item, i) => {
        scores[item] += weights[i] * self;
        addRow(scores, rowOf(item), weights[i]);
      });
    }
    addItems(scores, known);
    return scores;
  };
}

function findNeighbours(
  input: BaselineInput,
  { shrinkage, normalisation, halfLife }: Pick<ItemKnnOptions, 'shrinkage' | 'normalisation' | 'halfLife'>,
): (item: number) => SparseRow {
  const sessions = trainingSessions(input);
  const places = sessionsOfItems(sessions, input.nItems);
  const recency = recencyWeights(sessions, input.until, halfLife);
  const totals = places.map((own) => own.reduce((sum, place) => sum + recency[place], 0) + shrinkage);
  const own = totals.map((total) => total ** (normalisation - 1));
  const others = totals.map((total) => total ** -normalisation);
  return lazyRows(input.nItems, (item, add) => {
    for (const place of places[item]) {
      for (const other of sessions[place].distinct) {
        if (other !== item) add(other, recency[place] * own[item] * others[other]);
      }
    }
  });
}
