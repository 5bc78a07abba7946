import { describe, expect, it } from 'vitest';
import { type BaselineName, baselines } from '../../../src/train/baselines/baselines.js';
import type { Shopper } from '../../../src/train/dataset.js';
import type { EvaluationCase } from '../../../src/train/protocols/evaluation-case.js';

const day = 86_400_000;
const until = 100 * day;
const step = (item: number, session: number, dayOf: number) => ({ item, session, time: dayOf * day });

/** Sessions by hand: {0, 1}, {0, 1, 2}, {2, 3} long ago; {3, 0} ten days before the end. */
const shoppers: Shopper[] = [
  { id: 'a', steps: [step(0, 0, 1), step(1, 0, 1), step(0, 1, 2), step(1, 1, 2), step(2, 1, 2)] },
  { id: 'b', steps: [step(2, 0, 3), step(3, 0, 3), step(3, 0, 3), step(3, 1, 90), step(0, 1, 90)] },
];
const input = { shoppers, until, nItems: 5 };
const question: EvaluationCase = {
  shopperId: 'a',
  steps: [step(3, 0, 50), step(3, 1, 60), step(1, 2, 101)],
  targets: [0],
};
const score = (name: BaselineName, asked = question) => [...baselines[name](input)(asked)];
const cosine = (both: number, a: number, b: number) => both / Math.sqrt(a * b);

describe('the baselines', () => {
  it('popularity counts sessions, each item once in each', () => {
    expect(score('popularity')).toEqual([3, 2, 2, 2, 0]);
  });

  it('recent popularity forgets what is older than four weeks', () => {
    expect(score('popularity, 4 weeks')).toEqual([1, 0, 0, 1, 0]);
  });

  it('personal frequency counts the shopper, and asks popularity between equals', () => {
    const scores = score('personal frequency');
    expect(scores).toEqual([3 / 4, 1 + 2 / 4, 2 / 4, 2 + 2 / 4, 0]);
  });

  it('first-order Markov counts what came right after the last item', () => {
    // After item 1 came 0 (the next session) and 2; popularity by steps is [3, 2, 2, 3, 0] of at most 3.
    expect(score('first-order Markov')).toEqual([1 + 3 / 4, 2 / 4, 1 + 2 / 4, 3 / 4, 0]);
  });

  it('item-kNN adds up the cosines of the current session', () => {
    const scores = score('item-kNN');
    expect(scores[0]).toBeCloseTo(cosine(2, 2, 3), 6);
    expect(scores[1]).toBe(Number.NEGATIVE_INFINITY);
    expect(scores[2]).toBeCloseTo(cosine(1, 2, 2), 6);
    expect(scores[3]).toBe(0);
  });

  it('item-kNN with history also hears earlier sessions, each item once', () => {
    const weight = score('item-kNN with history')[2] - cosine(1, 2, 2);
    expect(weight / cosine(1, 2, 2)).toBeCloseTo(0.3, 5);
  });

  it('item-kNN with history speaks from history alone when a session has just begun', () => {
    const asked = { ...question, steps: question.steps.slice(0, 2), newSessionAt: until };
    expect(score('item-kNN', asked)).toEqual([0, 0, 0, 0, 0]);
    expect(score('item-kNN with history', asked)[2]).toBeCloseTo(0.3 * cosine(1, 2, 2), 6);
  });
});
