import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/sequence/step.js';
import { bpr } from '../../../src/train/baselines/methods/bpr.js';
import { content } from '../../../src/train/baselines/methods/content.js';
import { ease, slist } from '../../../src/train/baselines/methods/linear-item-model.js';
import { sequentialRules } from '../../../src/train/baselines/methods/sequential-rules.js';
import { sessionKnn } from '../../../src/train/baselines/methods/session-knn.js';
import type { BaselineDefinition, BaselineOptions } from '../../../src/train/baselines/sessions/baseline.js';

const session = (number: number, time: number, ...items: number[]): Step[] =>
  items.map((item, i) => ({ item, time: time + i, session: number }));

const shoppers = [
  { id: 'ann', steps: session(0, 0, 0, 1, 2) },
  { id: 'bob', steps: session(0, 10, 1, 0, 3) },
  { id: 'cid', steps: session(0, 20, 0, 3) },
];
const catalog = {
  itemIds: ['a', 'b', 'c', 'd', 'e'],
  titles: ['red bag', 'red mug', 'blue mug', 'lamp', 'red bag'],
};
const input = { shoppers, until: 100, nItems: 5, catalog };

function score<Options extends BaselineOptions>(
  definition: BaselineDefinition<Options>,
  options: Partial<Options>,
  items: number[],
  earlier: number[] = [],
): number[] {
  const steps = [...session(0, 50, ...earlier), ...session(1, 90, ...items)];
  const scores = definition.fit(input, { ...definition.defaults, ...options })({
    shopperId: 'me',
    steps,
    targets: [0],
  });
  return [...scores].map((value) => Number(value.toFixed(3)));
}

describe('sequential rules', () => {
  it('count what came later in a session, the sooner the more', () => {
    // After 0: 1 at once and 2 after two steps; 3 at once, twice.
    expect(score(sequentialRules, {}, [1, 0])).toEqual([0, 1, 0.5, 2, 0]);
    expect(score(sequentialRules, { maxSteps: 1 }, [1, 0])).toEqual([0, 1, 0, 2, 0]);
    expect(score(sequentialRules, { weighting: 'quadratic' }, [0])).toEqual([0, 1, 0.25, 2, 0]);
  });

  it('let the newest sessions count most', () => {
    // The log spans 98 from the end of its first session; a quarter of that halves once more.
    const [, first, , latest] = score(sequentialRules, { maxSteps: 1, halfLife: 0.25 }, [0]);
    expect(first).toBeCloseTo(2 ** -4, 2);
    expect(latest).toBeCloseTo(2 ** -((100 - 12) / 24.5) + 2 ** -((100 - 21) / 24.5), 2);
  });
});

describe('V-SkNN', () => {
  // Asked for [1, 0]: the sessions share 1 (two steps back, 1/2) and 0 (one step back, 1).
  it('lets the sessions most like the current one vote', () => {
    // 0 1 2 and 1 0 3 come to 1.5, 0 3 to 1; the latest item that they share is one step back in all.
    expect(score(sessionKnn, {}, [1, 0])).toEqual([4, 3, 1.5, 2.5, 0]);
    // The nearest alone; of two alike, the newer.
    expect(score(sessionKnn, { nNeighbours: 1 }, [1, 0])).toEqual([1.5, 1.5, 0, 1.5, 0]);
    // Of what is sampled, the newest: 0 3 alone.
    expect(score(sessionKnn, { sampleSize: 1 }, [1, 0])).toEqual([1, 0, 0, 1, 0]);
  });

  it('weighs a vote by how long ago the latest item was that the session shares', () => {
    // Asked for [0, 2]: 0 1 2 shares both (1 + 1/2, latest one step back), the others 0 alone (1/2, two steps back).
    expect(score(sessionKnn, {}, [0, 2])).toEqual([2, 1.75, 1.5, 0.5, 0]);
  });

  it('takes long sessions back, and well-known items, as its options say', () => {
    const root = (n: number) => 1 / Math.sqrt(n);
    const [, , third] = score(sessionKnn, { normalisation: 1 }, [1, 0]);
    expect(third).toBeCloseTo(1.5 * root(3), 3);
    const [first, , rare] = score(sessionKnn, { idfWeight: 1 }, [1, 0]);
    expect(first).toBe(4); // in all sessions: ln(1) = 0
    expect(rare).toBeCloseTo(1.5 * (1 + Math.log(3)), 3);
  });

  it('reads the last session, or all of them, where the current one holds nothing', () => {
    const steps = [...session(0, 50, 2), ...session(1, 60, 3)];
    const question = { shopperId: 'me', steps, newSessionAt: 90, targets: [0] };
    const ask = (readsHistory: boolean) => [
      ...sessionKnn.fit(input, { ...sessionKnn.defaults, readsHistory })(question),
    ];
    expect(ask(false)[2]).toBeLessThan(1e-3); // 2 is in no session with 3
    expect(ask(true)[2]).toBeGreaterThan(0.1);
  });
});

describe('TF-IDF content', () => {
  it('goes by the words of titles', () => {
    const [own, mug, blue, lamp, same] = score(content, { historyWeight: 0 }, [0]);
    expect(same).toBeCloseTo(1, 3); // called the same
    expect(own).toBeCloseTo(0, 3); // the current item says nothing for itself
    expect(mug).toBeGreaterThan(0);
    expect(blue).toBe(0);
    expect(lamp).toBe(0);
  });

  it('is left out where nothing is called anything', () => {
    expect(content.isPossible?.({ ...input, catalog: { itemIds: catalog.itemIds } })).toBe(false);
    expect(content.isPossible?.(input)).toBe(true);
  });
});

describe('BPR', () => {
  it('learns which items go together', () => {
    const kinds = Array.from({ length: 60 }, (_, i) => ({
      id: String(i),
      steps: session(0, i, ...(i % 2 ? [0, 1, 2] : [3, 4, 5])),
    }));
    const known = { ...input, shoppers: kinds, nItems: 6 };
    const answer = bpr.fit(known, { ...bpr.defaults, nFactors: 8 });
    for (const [asked, ...others] of [
      [0, 1, 2],
      [4, 3, 5],
    ]) {
      const scores = [...answer({ shopperId: 'me', steps: session(0, 90, asked), targets: [0] })];
      const best = scores.map((_, item) => item).filter((item) => item !== asked);
      best.sort((a, b) => scores[b] - scores[a]);
      expect(best.slice(0, 2).sort()).toEqual(others);
    }
  });
});

describe('EASE and SLIST', () => {
  it('add what each item of the question says, an item of earlier sessions speaking for itself', () => {
    const alone = score(ease, { penalty: 1 }, [1]);
    const both = score(ease, { penalty: 1 }, [1, 0]);
    const other = score(ease, { penalty: 1 }, [0]);
    both.forEach((value, i) => {
      expect(value).toBeCloseTo((alone[i] + other[i]) / 2, 2);
    });
    const [, , known] = score(ease, { penalty: 1, knownWeight: 0.5 }, [1], [2, 2]);
    expect(known).toBeCloseTo(alone[2] + 0.5 * Math.log(3), 2);
  });

  it('tell before from after, where sessions have an order', () => {
    const [, after] = score(slist, { togetherShare: 0 }, [0]);
    expect(after).toBeGreaterThan(0);
    const [, , , later] = score(slist, { togetherShare: 0 }, [0]);
    const [before] = score(slist, { togetherShare: 0 }, [3]);
    expect(later).toBeGreaterThan(before);
    expect(slist.isPossible?.(input)).toBe(true);
    const atOnce = shoppers.map(({ id, steps }) => ({ id, steps: steps.map((step) => ({ ...step, time: 0 })) }));
    expect(slist.isPossible?.({ ...input, shoppers: atOnce })).toBe(false);
  });
});
