import { createRandom } from '../../../random.js';
import { bootstrapMeans, middle95 } from '../../metrics/bootstrap.js';
import type { Interval } from '../../metrics/evaluation-table.js';

/** How much one mean is above another on the same questions, with what chance leaves open; plain JSON. */
export interface Gain {
  readonly difference: number;
  /** 95 %, drawing shoppers anew. */
  readonly interval: Interval;
  readonly standardError: number;
}

const name = 'gain';

const nDraws = 500;

/**
 * Measures a gain, question by question.
 *
 * @param shopperIds who asks, [n]: one shopper's questions are drawn together
 * @param values [n]
 * @param others what they are compared with, [n]
 * @example measureGain(['a', 'b'], [0.5, 0.5], [0.25, 0.25], 1) // { difference: 0.25, interval: [0.25, 0.25], standardError: 0 }
 */
export function measureGain(
  shopperIds: readonly string[],
  values: readonly number[],
  others: readonly number[],
  seed: number,
): Gain {
  const rows = new Map<string, { sums: Float64Array; counts: Float64Array }>();
  let total = 0;
  shopperIds.forEach((id, i) => {
    const row = rows.get(id) ?? { sums: new Float64Array(1), counts: new Float64Array(1) };
    rows.set(id, row);
    row.sums[0] += values[i] - others[i];
    row.counts[0]++;
    total += values[i] - others[i];
  });
  const [draws] = bootstrapMeans([{ names: [name], rows }], createRandom(seed), nDraws);
  const mean = meanOf(draws);
  return {
    difference: total / values.length,
    interval: middle95(draws),
    standardError: Math.sqrt(meanOf(draws.map((value) => (value - mean) ** 2))),
  };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
