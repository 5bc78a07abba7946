import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/sequence/step.js';
import { baselineNames, baselineOf } from '../../../src/train/baselines/baselines.js';
import { firstOrderMarkov } from '../../../src/train/baselines/methods/first-order-markov.js';
import { itemKnn, itemKnnWithHistory } from '../../../src/train/baselines/methods/item-knn.js';
import { personalFrequency } from '../../../src/train/baselines/methods/personal-frequency.js';
import { popularity, recentPopularity } from '../../../src/train/baselines/methods/popularity.js';
import type {
  BaselineDefinition,
  BaselineInput,
  BaselineOptions,
} from '../../../src/train/baselines/sessions/baseline.js';

const session = (number: number, time: number, ...items: number[]): Step[] =>
  items.map((item) => ({ item, time, session: number }));

/** Three sessions over four items: {0, 1}, {0, 2} and {0, 1, 3}. */
const ann = { id: 'ann', steps: [...session(0, 0, 0, 1), ...session(1, 10, 0, 2)] };
const bob = { id: 'bob', steps: session(0, 5, 0, 1, 3) };
const catalog = { itemIds: ['a', 'b', 'c', 'd'], titles: ['red bag', 'red mug', 'blue mug', 'Lamp'] };
const input = { shoppers: [ann, bob], until: 12, nItems: 4, catalog };
const made = <Options extends BaselineOptions>(
  definition: BaselineDefinition<Options>,
  options: Partial<Options> = {},
  known: BaselineInput = input,
) => definition.fit(known, { ...definition.defaults, ...options });

const ask = (steps: Step[], newSessionAt?: number) => ({ shopperId: 'ann', steps, newSessionAt, targets: [0] });
const round = (value: number) => Number(value.toFixed(4));
const rounded = (scores: Float32Array) => [...scores].map(round);
/** The cosine of items 1 and 3: one session with both, two and one with either. */
const half = round(1 / Math.sqrt(2 * 1));

describe('popularity', () => {
  it('counts the sessions with an item, the same for everybody', () => {
    const score = made(popularity);
    expect([...score(ask([]))]).toEqual([3, 2, 1, 1]);
    expect([...score(ask(ann.steps))]).toEqual([3, 2, 1, 1]);
  });

  it('counts an item once a session', () => {
    const twice = { ...input, shoppers: [{ id: 'cid', steps: session(0, 0, 2, 2, 2) }] };
    expect([...made(popularity, {}, twice)(ask([]))]).toEqual([0, 0, 1, 0]);
  });

  it('forgets what is older than its window', () => {
    // Of the twelve that the log spans, the last three hold ann's second session alone; the rest goes by all sessions.
    expect(rounded(made(recentPopularity, { window: 0.25 })(ask([])))).toEqual([1.75, 0.5, 1.25, 0.25]);
  });

  it('gives each question scores of its own', () => {
    const score = made(popularity);
    score(ask([]))[0] = -1;
    expect(score(ask([]))[0]).toBe(3);
  });
});

describe('personal frequency', () => {
  it('counts how often the shopper met an item, the more popular first between equals', () => {
    expect(rounded(made(personalFrequency)(ask(ann.steps)))).toEqual([2.0008, 1.0005, 1.0002, 0.0003]);
  });

  it('gives a shopper without history what is popular', () => {
    const [first, second, third, fourth] = made(personalFrequency)(ask([], 12));
    expect(first).toBeGreaterThan(second);
    expect(second).toBeGreaterThan(third);
    expect(third).toBe(fourth);
  });
});

describe('first-order Markov', () => {
  // After 0 came 1 (twice) and 2; after 1 came 0 (the next session's first) and 3.
  it('counts what came right after the last item', () => {
    expect(rounded(made(firstOrderMarkov)(ask(session(0, 11, 3, 0))))).toEqual([0.75, 2.5, 1.25, 0.25]);
    expect(rounded(made(firstOrderMarkov)(ask(session(0, 11, 0, 1))))).toEqual([1.75, 0.5, 0.25, 1.25]);
  });

  it('looks at nothing but the last item', () => {
    const score = made(firstOrderMarkov);
    expect(score(ask(session(0, 11, 0, 2, 1)))).toEqual(score(ask(session(0, 11, 1))));
  });
});

describe('item-kNN', () => {
  const steps = [...session(1, 10, 0, 2), ...session(2, 11, 1)];

  it('averages the cosines to the current session’s items', () => {
    expect(rounded(made(itemKnn)(ask(steps)))).toEqual([0.8165, 0, 0, half]);
    const both = [...session(2, 11, 1, 3)];
    expect(rounded(made(itemKnn)(ask(both)))).toEqual([0.6969, 0.3536, 0, 0.3536]);
  });

  it('adds what the earlier sessions say, an item met before speaking for itself', () => {
    expect(rounded(made(itemKnnWithHistory, { historyWeight: 0.5 })(ask(steps)))).toEqual([
      1.2108, 0.2041, 0.3943, 0.8514,
    ]);
  });

  it('goes by the last session where the current one holds nothing yet', () => {
    const returning = ask(steps, 12);
    expect(rounded(made(itemKnn)(returning))).toEqual([0.8165, 0, 0, half]);
  });

  it('has nothing but popularity to say to a shopper without history', () => {
    const [first, second, third, fourth] = made(itemKnnWithHistory)(ask([], 12));
    expect(first).toBeLessThan(1e-6);
    expect(first).toBeGreaterThan(second);
    expect(second).toBeGreaterThan(third);
    expect(third).toBe(fourth);
  });
});

describe('every baseline', () => {
  it.each(baselineNames)('%s scores every item, without a NaN, whatever the history', (name) => {
    const score = made(baselineOf(name));
    for (const question of [ask([], 12), ask(ann.steps), ask(ann.steps, 12)]) {
      const scores = score(question);
      expect(scores).toHaveLength(4);
      expect([...scores].every(Number.isFinite)).toBe(true);
    }
  });
});
