import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random.js';
import type { AttackedBasket } from '../../../../src/train/audit/membership/attacked-baskets.js';
import { createComparisons, matchSizes } from '../../../../src/train/audit/membership/comparisons.js';

const day = 86_400_000;

function basket(isMember: boolean, days: number, size: number, isFirst = false): AttackedBasket {
  const steps = Array.from({ length: size }, (_, item) => ({ item, time: days * day, session: 0 }));
  return { shopperId: `${days}/${size}`, isMember, time: days * day, steps, isFirst, half: 0 };
}

describe('matchSizes', () => {
  it('gives as many members as others of each size, whatever there is more of', () => {
    const members = [2, 2, 2, 2, 10, 10, 40].map((size) => basket(true, 0, size));
    const others = [2, 2, 10, 10, 10, 90].map((size) => basket(false, 1, size));
    const matched = matchSizes(members, others, 100, createRandom(1));
    const sizes = (isMember: boolean) =>
      matched
        .filter((one) => one.isMember === isMember)
        .map(({ steps }) => steps.length)
        .sort((a, b) => a - b);
    expect(sizes(true)).toEqual([2, 2, 10, 10]);
    expect(sizes(false)).toEqual([2, 2, 10, 10]);
  });

  it('draws no more than asked for', () => {
    const many = (isMember: boolean) => Array.from({ length: 50 }, (_, i) => basket(isMember, i, 5));
    expect(matchSizes(many(true), many(false), 7, createRandom(1))).toHaveLength(14);
  });
});

describe('createComparisons', () => {
  const days = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const members = days(0, 100).map((at) => basket(true, at, 3, at % 2 === 0));
  const nonMembers = days(100, 110).map((at) => basket(false, at, 3, at % 2 === 0));
  const options = { leastBaskets: 1, maxBaskets: 1000, random: createRandom(1) };

  it('compares the weeks on either side of the border, new shoppers and known ones', () => {
    const compared = createComparisons({ members, nonMembers, keptOut: [] }, options);
    expect(compared.map(({ name }) => name)).toEqual(['all', 'same weeks', 'new shoppers', 'known shoppers']);
    const [, weeks, fresh] = compared;
    expect(weeks.baskets.every(({ time }) => time >= 91 * day)).toBe(true);
    expect(weeks.meaning).toBe('the last 9 days that it learned from against the 9 days after');
    expect(fresh.baskets.every(({ isFirst }) => isFirst)).toBe(true);
  });

  it('compares shoppers who were kept out first, and the last four weeks of them apart', () => {
    const keptOut = days(0, 100).map((at) => basket(false, at, 3));
    const [all, recent] = createComparisons({ members, nonMembers, keptOut }, options);
    expect([all.name, all.baskets.length]).toEqual(['kept out', 200]);
    expect(recent.baskets.map(({ time }) => time / day).every((at) => at > 71)).toBe(true);
  });

  it('leaves out what has too few baskets', () => {
    const compared = createComparisons({ members, nonMembers, keptOut: [] }, { ...options, leastBaskets: 9 });
    expect(compared.map(({ name }) => name)).toEqual(['all', 'same weeks']);
  });
});
