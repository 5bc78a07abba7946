import type { ShopperState } from '../../cluster-lab/spaces/shopper-state.js';

/** Moments that shoppers are seen at. */
const nMoments = 4;

/**
 * Moments spread so that as much happens between one and the next; the last is the cut-off.
 *
 * @param states at the cut-off
 * @returns ms since 1970, ascending, at least one
 */
export function momentsOfLog(states: readonly ShopperState[], cutOff: number): number[] {
  const times = Float64Array.from(states.flatMap(({ steps }) => steps.map(({ time }) => time))).sort();
  const early = Array.from(
    { length: nMoments - 1 },
    (_, i) => times[Math.floor(((i + 1) / nMoments) * (times.length - 1))],
  );
  return [...new Set([...early, cutOff])].sort((a, b) => a - b);
}

/** Shoppers as they stood at an earlier moment; undefined for those who had not come, [n]. */
export function statesAt(states: readonly ShopperState[], at: number): (ShopperState | undefined)[] {
  return states.map(({ steps, queries }) => {
    const past = steps.filter(({ time }) => time < at);
    if (past.length === 0) return undefined;
    return { steps: past, at, ...(queries ? { queries: queries.filter(({ time }) => time < at) } : {}) };
  });
}
