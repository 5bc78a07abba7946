import { describe, expect, it } from 'vitest';
import type { Shopper } from '../../../src/train/dataset/dataset.js';
import { createCases } from '../../../src/train/protocols/create-cases.js';
import { divideSteps } from '../../../src/train/protocols/evaluation-case.js';
import type { Protocol } from '../../../src/train/protocols/protocol.js';

/** Ada has an old session, then one of four steps with an item that no model knows; Ben is new; Cy comes too early. */
const shoppers: Shopper[] = [
  {
    id: 'ada',
    steps: [
      { item: 0, time: 1, session: 0 },
      { item: 1, time: 100, session: 1 },
      { item: 2, time: 110, session: 1 },
      { item: 0, time: 130, session: 1 },
      { item: 3, time: 200, session: 2 },
    ],
    unknownSteps: [{ item: -1, time: 120, session: 1 }],
  },
  {
    id: 'ben',
    steps: [
      { item: 2, time: 150, session: 0 },
      { item: 2, time: 160, session: 0 },
    ],
  },
  { id: 'cy', steps: [{ item: 1, time: 99, session: 0 }] },
];
const catalog = { itemIds: ['a', 'b', 'c', 'd'] };
/** The cases of the test period, which begins at 100 unless something else is said. */
const ask = (protocol: Protocol, { seed = 1, some = shoppers, testFrom = 100, masksSeen = false } = {}) =>
  createCases(
    { shoppers: some, split: { validationFrom: 0, testFrom }, catalog },
    { protocol, period: 'test', seed, masksSeen },
  ).cases;
const itemsOf = (steps: readonly { item: number }[]) => steps.map(({ item }) => item);

describe('createCases', () => {
  it('asks after every prefix of every session, the unknown item being a miss', () => {
    const cases = ask('every-prefix');
    expect(cases.map(({ shopperId, steps, targets }) => [shopperId, itemsOf(steps), targets])).toEqual([
      ['ada', [0, 1], [2]],
      ['ada', [0, 1, 2], [-1]],
      ['ada', [0, 1, 2], [0]],
      ['ben', [2], [2]],
    ]);
  });

  it('asks for the last item of sessions that have two', () => {
    const cases = ask('last-item');
    expect(cases.map(({ shopperId, targets }) => [shopperId, targets])).toEqual([
      ['ada', [0]],
      ['ben', [2]],
    ]);
  });

  it('holds one distinct item out of a basket and shows all the others', () => {
    const heldOut = new Set<number>();
    for (let seed = 0; seed < 40; seed++) {
      const cases = ask('basket-completion', { seed });
      // Ben's basket holds one distinct item only.
      expect(cases).toHaveLength(1);
      const [{ steps, targets, excluded }] = cases;
      heldOut.add(targets[0]);
      const shown = itemsOf(divideSteps(cases[0]).current);
      expect([...shown, ...targets.filter((item) => item >= 0)].sort()).toEqual([0, 1, 2]);
      expect(excluded).toEqual(shown); // no candidates: the basket holds them already
      expect(itemsOf(steps)[0]).toBe(0);
    }
    expect(heldOut).toEqual(new Set([-1, 0, 1, 2]));
  });

  it('asks known shoppers alone for all of their next basket, before its first item', () => {
    const cases = ask('next-basket');
    expect(cases).toEqual([
      { shopperId: 'ada', steps: [shoppers[0].steps[0]], newSessionAt: 100, targets: [1, 2, 0, -1] },
    ]);
    expect(divideSteps(cases[0])).toEqual({ earlier: [shoppers[0].steps[0]], current: [] });
  });

  it('starts the session without a word where no given item is known', () => {
    const some = [
      { id: 'di', steps: [{ item: 1, time: 120, session: 0 }], unknownSteps: [{ item: -1, time: 110, session: 0 }] },
    ];
    const [{ steps, newSessionAt, targets }] = ask('last-item', { some });
    expect({ steps, newSessionAt, targets }).toEqual({ steps: [], newSessionAt: 110, targets: [1] });
  });

  it('leaves out each shopper’s last step, given all before it, whatever divides the log', () => {
    const cases = ask('leave-one-out');
    // Ben and Cy have too little to leave two steps out.
    expect(cases).toEqual([
      { shopperId: 'ada', steps: shoppers[0].steps.slice(0, 4), newSessionAt: 200, targets: [3] },
    ]);
  });

  it('takes out of the candidates what the shopper met before', () => {
    expect(ask('last-item', { masksSeen: true }).map(({ excluded }) => excluded)).toEqual([[0, 1, 2], [2]]);
  });

  it('says when a period gives nothing to ask', () => {
    expect(() => ask('last-item', { testFrom: 300 })).toThrow(expect.objectContaining({ code: 'DATA_TOO_SMALL' }));
    expect(() => ask('next-page' as 'last-item')).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  });
});
