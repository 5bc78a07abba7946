import { describe, expect, it } from 'vitest';
import { leaveOneOut } from '../../../../src/train/audit/membership/held-out-scores.js';
import { fitReferences } from '../../../../src/train/audit/membership/reference.js';

const catalog = { itemIds: ['a', 'b', 'c', 'd'] };
const session = (...items: number[]) => items.map((item) => ({ item, time: 0, session: 0 }));
/** Shopper x had a and b together, shopper y c and d. */
const shoppers = [
  { id: 'x', steps: session(0, 1) },
  { id: 'y', steps: session(2, 3) },
];
const halfOf = new Map([
  ['x', 0],
  ['y', 1],
] as const);

describe('fitReferences', () => {
  const references = fitReferences({ learned: { shoppers, until: 1 }, halfOf }, catalog);

  it('know nothing of the half whose baskets they are asked about', () => {
    const [ofX] = leaveOneOut('x', session(0, 1));
    expect(references[1].logProbability(ofX)).toBeGreaterThan(references[0].logProbability(ofX) + 1);
  });

  it('give every item a probability, and all candidates together no more than 1', () => {
    const [question] = leaveOneOut('x', session(0, 1));
    const total = [0, 2, 3].reduce(
      (sum, item) => sum + Math.exp(references[0].logProbability({ ...question, targets: [item] })),
      0,
    );
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(1);
  });

  it('count how popular the items of a basket are among the other half', () => {
    const basket = { shopperId: 'x', isMember: true, time: 0, steps: session(2, 0), isFirst: true, half: 0 } as const;
    expect(references[0].popularity(basket)).toBeCloseTo(Math.log(2) / 2, 12);
    expect(references[1].popularity(basket)).toBeCloseTo(Math.log(2) / 2, 12);
  });
});
