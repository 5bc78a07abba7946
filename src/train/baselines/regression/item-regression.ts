import { lazyRows, type SparseRow } from '../../numerics/sparse-rows.js';
import type { BaselineInput } from '../sessions/baseline.js';
import { recencyWeights, sessionsOfItems, trainingSessions } from '../sessions/training-sessions.js';
import { solveDense } from './solve-dense.js';
import { solveRestricted } from './solve-restricted.js';

/** How a linear item-item model is fitted; a type, so that it can be part of a baseline's options. */
export type ItemRegressionOptions = {
  /** Ridge penalty, in sessions. */
  readonly penalty: number;
  /** After which share of the log's time a session counts half; 0 means never. */
  readonly halfLife: number;
  /** How much the whole session counts, which has no order, beside what comes later in it: 1 wholly. */
  readonly togetherShare: number;
  /** Steps after which an item counts 1/e as much in what came before, and in what comes later. */
  readonly stepDecay: number;
  /** What an item may say for itself at most; 0 nothing. */
  readonly maxSelf: number;
};

/** Above this many items a target is regressed on those most like it, not on all: memory is the square of it. */
const maxDenseItems = 6000;

/** Items that a target is regressed on in a large catalogue. */
const supportSize = 100;

/**
 * Fits the matrix B that predicts a session's items from each other, column by column a ridge regression:
 *
 *     togetherShare * |X - X B|² + (1 - togetherShare) * |T - S B|² + penalty * |B|²,  diagonal of B <= maxSelf
 *
 * X holds sessions (1 for an item met), S and T every beginning of a session and the rest of it, each step counting less
 * with its distance from the cut. Sessions count less the older they are. `togetherShare` 1 and `maxSelf` 0 is EASE, less
 * is SLIST.
 *
 * In closed form over all items; in a catalogue of more than 6,000, each target over the 100 items most like it.
 *
 * @returns by row what an item says for each item
 * @see Steck 2019, arXiv:1905.03375; Choi et al. 2021, arXiv:2103.16104; Ning and Karypis 2011, doi:10.1109/ICDM.2011.134
 */
export function regressItems(input: BaselineInput, options: ItemRegressionOptions): (item: number) => SparseRow {
  const { togetherShare, stepDecay, penalty, maxSelf } = options;
  const { nItems } = input;
  const sessions = trainingSessions(input);
  const places = sessionsOfItems(sessions, nItems);
  const recency = recencyWeights(sessions, input.until, options.halfLife);
  const count = (meet: (steps: number, left: number) => number) =>
    lazyRows(nItems, (item, add) => {
      for (const place of places[item]) {
        const { items, distinct } = sessions[place];
        if (togetherShare > 0) for (const other of distinct) add(other, togetherShare * recency[place]);
        if (togetherShare === 1) continue;
        items.forEach((own, p) => {
          if (own !== item) return;
          items.forEach((other, q) => {
            const value = meet(q - p, items.length - 1 - Math.max(p, q));
            if (value > 1e-3) add(other, (1 - togetherShare) * recency[place] * value);
          });
        });
      }
    });
  // Summed over the cuts that have both steps before them: `left` of them.
  const perCut = Math.exp(-2 / stepDecay);
  const bothBefore = (steps: number, left: number) =>
    Math.exp(-Math.abs(steps) / stepDecay) * ((1 - perCut ** left) / (1 - perCut));
  // Summed over the cuts between the two: all come to the same.
  const beforeAndAfter = (steps: number) => (steps > 0 ? steps * Math.exp(-(steps - 1) / stepDecay) : 0);
  const gram = count(bothBefore);
  const shared = togetherShare === 1 ? gram : count(beforeAndAfter);
  const system = { nItems, gram, shared, penalty, maxSelf };
  return nItems <= maxDenseItems ? solveDense(system) : solveRestricted(system, supportSize);
}
