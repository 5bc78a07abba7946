import { lazyRows } from '../../numerics/sparse-rows.js';
import type { Baseline, BaselineDefinition, BaselineInput } from '../sessions/baseline.js';
import { type DecayName, decays } from '../sessions/decays.js';
import { recencyWeights, sessionsOfItems, trainingSessions } from '../sessions/training-sessions.js';
import { popularityTies } from './popularity.js';

type SequentialRulesOptions = {
  /** A rule leads from an item to those that come up to this many steps later in its session. */
  readonly maxSteps: number;
  /** How much less a rule counts with every step between. */
  readonly weighting: DecayName;
  /** After which share of the log's time a session counts half; 0 means never. */
  readonly halfLife: number;
};

/**
 * The items that most often came some steps after the shopper's last one, the sooner the more:
 *
 *     score(i) = sum over sessions, and places a < b in them with b - a <= maxSteps, item(a) the shopper's last one and
 *                item(b) = i, of weighting(b - a)
 *
 * @see Kamehkhosh, Jannach and Ludewig 2017, "A comparison of frequent pattern techniques and a deep learning method for
 * session-based recommendation"; Ludewig and Jannach 2018, arXiv:1803.09587
 */
export const sequentialRules: BaselineDefinition<SequentialRulesOptions> = {
  defaults: { maxSteps: 10, weighting: 'div', halfLife: 0 },
  grid: { weighting: ['quadratic', 'linear', 'same'], maxSteps: [2, 3, 5, 20], halfLife: [1, 0.5, 0.25, 0.1] },
  fit: fitSequentialRules,
};

function fitSequentialRules(input: BaselineInput, { maxSteps, weighting, halfLife }: SequentialRulesOptions): Baseline {
  const sessions = trainingSessions(input);
  const places = sessionsOfItems(sessions, input.nItems);
  const recency = recencyWeights(sessions, input.until, halfLife);
  const byDistance = Array.from({ length: maxSteps + 1 }, (_, steps) => decays[weighting](steps));
  const rulesOf = lazyRows(input.nItems, (item, add) => {
    for (const place of places[item]) {
      const { items } = sessions[place];
      items.forEach((own, a) => {
        if (own !== item) return;
        for (let b = a + 1; b < items.length && b - a <= maxSteps; b++) {
          if (byDistance[b - a] > 0) add(items[b], recency[place] * byDistance[b - a]);
        }
      });
    }
  });
  const ties = popularityTies(input, 1e-4);
  const scores = new Float32Array(input.nItems);
  return ({ steps }) => {
    scores.set(ties);
    const last = steps.at(-1);
    if (!last) return scores;
    const { items, values } = rulesOf(last.item);
    for (let i = 0; i < items.length; i++) scores[items[i]] += values[i];
    return scores;
  };
}
