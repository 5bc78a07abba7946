import { describe, expect, it } from 'vitest';
import { addCompanionLogits, createCompanionTally } from '../../../src/encoder/item-features/companions.js';

/** Cup (0) speaks for saucer (1) and pot (2), saucer for cup, pot for nothing. */
const table = {
  perItem: 2,
  items: Int32Array.of(1, 2, 0, -1, -1, -1),
  strengths: Float32Array.of(0.5, 0.25, 0.75, 0, 0, 0),
};
const sessionStart = 3;

function featuresAfter(tokens: number[]): Record<number, number[]> {
  const tally = createCompanionTally(table, sessionStart);
  for (const token of tokens) tally.push(token);
  const features: Record<number, number[]> = {};
  tally.visit((item, values) => {
    features[item] = [...values].map((value) => Number(value.toFixed(6)));
  });
  return features;
}

/** The features that are no logarithms. */
function strengthsAfter(tokens: number[]): Record<number, number[]> {
  return Object.fromEntries(Object.entries(featuresAfter(tokens)).map(([item, values]) => [item, values.slice(0, 5)]));
}

describe('companions', () => {
  it('speak for what goes with the current session: together, lately, and after its last item', () => {
    // Sum and mean count each item once; `recent` counts cup twice, the first time .6 * .6; the last item is cup.
    expect(strengthsAfter([3, 0, 1, 0])).toEqual({
      0: [0.75, 0.375, 0.45, 0, 0],
      1: [0.5, 0.25, 0.68, 0.5, 0],
      2: [0.25, 0.125, 0.34, 0.25, 0],
    });
  });

  it('remember earlier sessions by the mean of their items', () => {
    expect(strengthsAfter([3, 0, 2, 3])).toEqual({ 1: [0, 0, 0, 0, 0.25], 2: [0, 0, 0, 0, 0.125] });
  });

  it('say the sums as logarithms, too: of how many thousandths they are, and one', () => {
    const { 1: saucer } = featuresAfter([3, 0, 3, 0]);
    const thousandths = [500, 500, 500].map((strength) => Number(Math.log(1 + strength).toFixed(6)));
    expect(saucer).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, ...thousandths]);
    expect(featuresAfter([3, 0])[2][7]).toBe(0);
  });

  it('pass over a search', () => {
    expect(featuresAfter([3, 0, sessionStart + 1])).toEqual(featuresAfter([3, 0]));
  });

  it('add their features by weight to the logits', () => {
    const logits = Float32Array.of(1, 1, 1);
    addCompanionLogits(logits, Int32Array.of(3, 0), { ...table, weights: Float32Array.of(2, 4, 0, 1, 0, 0, 0, 0) });
    expect([...logits]).toEqual([1, 1 + 2 * 0.5 + 4 * 0.5 + 0.5, 1 + 2 * 0.25 + 4 * 0.25 + 0.25]);
    const weights = Float32Array.of(0, 0, 0, 0, 0, 1, 0, 0);
    addCompanionLogits(logits.fill(0), Int32Array.of(3, 0), { ...table, weights });
    [0, Math.log(501), Math.log(251)].forEach((logit, item) => {
      expect(logits[item]).toBeCloseTo(logit, 5);
    });
  });
});
