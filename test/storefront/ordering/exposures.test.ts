import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createExperiment } from '../../../src/page/experiment.js';
import { createListAnswers } from '../../../src/page/list-answers.js';
import type { Scoring } from '../../../src/page/scorer.js';
import { createListOrder } from '../../../src/storefront/ordering/list-order.js';
import { tableOf } from '../../ranking/table.js';

beforeEach(() => vi.stubGlobal('location', new URL('https://shop.test/bags')));
afterEach(() => vi.unstubAllGlobals());

const ids = ['a', 'b', 'c'];
const known: Scoring = { table: tableOf({ a: 1, b: 2, c: 3 }), positionWeight: 0, source: 'snapshot', isStale: false };

/** A page with an experiment, for a device that has drawn a lot. */
function openPage(lot: number, atOnce: Scoring) {
  const exposures: string[] = [];
  const decided: string[] = [];
  const isHeldOut = createExperiment(
    0.5,
    () => ({ lot }),
    ({ variant, slot }) => exposures.push(`${variant} ${slot} ${location.pathname}`),
  );
  const lists = createListAnswers({
    scorer: { score: async () => known, scoreNow: () => atOnce },
    deadlineMs: 50,
    refusal: (slot) => (isHeldOut(slot) ? 'holdout' : undefined),
    decisions: { hasAny: () => true, tell: ({ slot }) => [decided.push(slot)] },
    report: (error) => {
      throw error;
    },
  });
  return { vitrine: { ...lists, on: () => () => {} }, exposures, decided };
}

describe('the exposure of a list that a framework renders', () => {
  for (const [variant, lot] of [
    ['ranked', 9000],
    ['holdout', 10],
  ] as const) {
    for (const [knowledge, atOnce] of [
      ['known at once', known],
      ['not known at once', 'no-scores'],
    ] as const) {
      it(`is told once, at the address where the list is shown: ${variant}, ${knowledge}`, async () => {
        const { vitrine, exposures, decided } = openPage(lot, atOnce);
        const list = createListOrder();
        // A router that renders the next page before it changes the address.
        list.look(vitrine, ids, ids, { slot: 'category' });
        expect(exposures).toEqual([]);
        vi.stubGlobal('location', new URL('https://shop.test/mugs'));
        list.ask(vitrine, ids, ids, { slot: 'category' });
        await new Promise((resolve) => setTimeout(resolve));
        expect(exposures).toEqual([`${variant} category /mugs`]);
        // What is not known at once is not decided then.
        expect(decided).toEqual(atOnce === known || variant === 'holdout' ? ['', 'category'] : ['category']);
        expect(list.current().places).toEqual(variant === 'ranked' ? [2, 1, 0] : [0, 1, 2]);
      });
    }
  }
});
