import { describe, expect, it } from 'vitest';
import { type CompanionOptions, fitCompanions } from '../../../src/train/item-item/fit-companions.js';

const options: CompanionOptions = { perItem: 1, nCandidates: 9, penalty: 1, orderShare: 0.5, minShoppers: 3 };

/** Sessions of [shopper, items]. */
const sessionsOf = (...sessions: [number, number[]][]) =>
  sessions.map(([shopper, items]) => ({ shopper, items, weight: 1, isOrdered: false }));

function pairsOf({ table }: ReturnType<typeof fitCompanions>): string[] {
  return [...table.items].flatMap((item, place) => (item < 0 ? [] : [`${Math.floor(place / table.perItem)}-${item}`]));
}

describe('a pair of companions', () => {
  it('is not published for one customer who orders both again and again', () => {
    const loyal = Array.from({ length: 50 }, (): [number, number[]] => [7, [0, 1]]);
    const fitted = fitCompanions(sessionsOf(...loyal), 2, options);
    expect(pairsOf(fitted)).toEqual([]);
    expect(fitted.nUnshared).toBe(2);
  });

  it.each([
    [2, []],
    [3, ['0-1', '1-0']],
  ])('is counted by shoppers who had both in one session: %i', (nShoppers, pairs) => {
    const together = Array.from({ length: nShoppers }, (_, shopper): [number, number[]] => [shopper, [0, 1]]);
    // Another shopper has both, but never in one session.
    expect(pairsOf(fitCompanions(sessionsOf(...together, [9, [0, 2]], [9, [1, 2]]), 3, options))).toEqual(pairs);
  });

  it('counts a shopper once whose sessions lie apart', () => {
    const apart = sessionsOf([1, [0, 1]], [2, [0, 1]], [1, [0, 1]], [2, [0, 1]]);
    expect(pairsOf(fitCompanions(apart, 2, options))).toEqual([]);
  });

  it('leaves its place in the table to the next that enough shoppers stand behind', () => {
    // Item 0 leads to 1 by far the most, by one customer alone; to 2 by three.
    const loyal = Array.from({ length: 50 }, (): [number, number[]] => [7, [0, 1]]);
    const fitted = fitCompanions(sessionsOf(...loyal, [1, [0, 2]], [2, [0, 2]], [3, [0, 2]]), 3, options);
    expect(pairsOf(fitted)).toContain('0-2');
    expect(pairsOf(fitted)).not.toContain('0-1');
  });

  it('of an earlier model stays only where that model vouches for it, or the new log has enough shoppers', () => {
    const prior = { perItem: 1, items: Int32Array.of(1, 2, -1), strengths: Float32Array.of(0.9, 0.9, 0) };
    const log = sessionsOf([1, [1, 2]], [2, [1, 2]], [3, [1, 2]]);
    expect(pairsOf(fitCompanions(log, 3, { ...options, prior }))).toEqual(['1-2', '2-1']);
    expect(pairsOf(fitCompanions(log, 3, { ...options, prior, isPriorShared: true }))).toEqual(['0-1', '1-2', '2-1']);
  });
});
