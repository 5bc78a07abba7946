import { describe, expect, it } from 'vitest';
import { rankOfTarget } from '../../../src/ranking/metrics.js';
import { createCases } from '../../../src/train/protocols/create-cases.js';
import { rankCandidatesOnly } from '../../../src/train/protocols/evaluation-case.js';
import { putOnPages } from '../../../src/train/protocols/page.js';

const day = 86_400_000;
const buy = (id: string, time: number, ...items: number[]) => ({
  id,
  steps: items.map((item, i) => ({ item, time: time + i, session: 0 })),
});
/** Items 0 to 3 are mugs, 4 is a bag. */
const categories = ['Mugs', 'Mugs', 'Mugs', 'Mugs', 'Bags'];
const ask = (time: number, target: number) => ({
  shopperId: 'me',
  steps: [{ item: 4, time, session: 0 }],
  targets: [target],
});

describe('putOnPages', () => {
  it('lists the target’s category by what sessions held in the 28 days before', () => {
    const shoppers = [
      buy('a', 0, 0), // too old by the day of the question
      buy('b', 10 * day, 2, 2, 2), // one session, whatever it holds how often
      buy('c', 11 * day, 3, 1),
      buy('d', 12 * day, 3, 4),
      buy('e', 31 * day, 0, 0), // after the question
    ];
    const { cases, nLeftOut } = putOnPages([ask(30 * day, 1)], shoppers, categories);
    expect(nLeftOut).toBe(0);
    // 3 twice, 1 and 2 once and in the order of their rows, 0 not at all
    expect(cases[0].page).toEqual([3, 1, 2, 0]);
    expect(putOnPages([ask(5 * day, 1)], shoppers, categories).cases[0].page).toEqual([0, 1, 2, 3]);
  });

  it('keeps each case in its place, whenever it is asked', () => {
    const shoppers = [buy('a', 1, 1), buy('b', 50 * day, 2)];
    const asked = [ask(51 * day, 2), ask(2, 2)];
    const pages = putOnPages(asked, shoppers, categories).cases.map(({ page }) => page?.[0]);
    expect(pages).toEqual([2, 1]);
  });

  it('leaves out, and counts, targets that are not among the 48', () => {
    const many = new Array(60).fill('Mugs');
    const { cases, nLeftOut } = putOnPages([ask(1, 47), ask(1, 48), ask(1, -1)], [], many);
    expect(cases.map(({ targets }) => targets)).toEqual([[47]]);
    expect(cases[0].page).toHaveLength(48);
    expect(nLeftOut).toBe(2);
  });

  it('says what is missing where there are no categories, or no target is on its page', () => {
    expect(() => putOnPages([ask(1, 0)], [], undefined)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
    expect(() => putOnPages([ask(1, -1)], [], categories)).toThrow(expect.objectContaining({ code: 'DATA_TOO_SMALL' }));
  });

  it('asks for the last item where sessions have an order', () => {
    const shoppers = [buy('a', 0, 0, 1), buy('b', 100, 4, 2, 3)];
    const { cases } = createCases(
      {
        shoppers,
        split: { validationFrom: 50, testFrom: 90 },
        catalog: { itemIds: ['a', 'b', 'c', 'd', 'e'], categories },
      },
      { protocol: 'page', period: 'test', seed: 1 },
    );
    // What the shopper of the question did before it counts for the page, too.
    expect(cases).toEqual([{ shopperId: 'b', steps: shoppers[1].steps.slice(0, 2), targets: [3], page: [0, 1, 2, 3] }]);
  });
});

describe('rankCandidatesOnly on a page', () => {
  const question = { ...ask(1, 1), page: [3, 1, 2, 0] };
  const rank = (scores: number[], target = 1, excluded: number[] = []) =>
    rankOfTarget(rankCandidatesOnly(Float32Array.from(scores), { ...question, excluded }), target);

  it('ranks the page alone, what scores alike in the shop’s order', () => {
    expect(rank([0, 0, 0, 0, 9])).toBe(2);
    expect(rank([0, 5, 7, 0, 9])).toBe(2);
    expect(rank([1, 0, 0, 0, 9])).toBe(3);
  });

  it('passes over what the basket holds already', () => {
    expect(rank([0, 0, 0, 0, 9], 1, [3])).toBe(1);
    expect(rank([0, 0, 0, 0, 9], 3, [3])).toBe(Number.POSITIVE_INFINITY);
  });

  it('gives a broken score no place, and a broken competitor one before the target', () => {
    expect(rank([0, Number.NaN, 0, 0, 9])).toBe(Number.POSITIVE_INFINITY);
    expect(rank([0, 8, Number.NaN, 0, 9])).toBe(2);
  });
});
