import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { makeUpSearches } from '../../../src/train/samples/title-searches.js';

const titleWords = [['red', 'mug'], ['old', 'brass', 'lamp', 'lamp'], [], ['set', 'of', 'six', 'spoons']];
const step = (item: number, session: number, time = session * 100) => ({ item, session, time });

describe('makeUpSearches', () => {
  it('takes one to three words of a title of the first run, in their order, at its time', () => {
    const steps = [step(0, 0), step(3, 0), step(1, 0, 5), step(1, 1)];
    const seen = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const { queries = [] } = makeUpSearches({ steps }, { titleWords, share: 1 }, createRandom(seed));
      expect(queries.map(({ session, time }) => [session, time])).toEqual([
        [0, 0],
        [1, 100],
      ]);
      seen.add(queries[0]!.query);
      const words = queries[1]!.query.split(' ');
      expect(['old', 'brass', 'lamp'].filter((word) => words.includes(word))).toEqual(words);
    }
    expect(seen).toContain('red mug');
    expect(seen).toContain('set of six');
    expect(seen).not.toContain('lamp');
    expect([...seen].some((query) => query.split(' ').length > 3)).toBe(false);
  });

  it('leaves alone a session with a search of its own, and an item without a title', () => {
    const shopper = { steps: [step(0, 0), step(2, 1)], queries: [{ query: 'cups', session: 0, time: 0 }] };
    expect(makeUpSearches(shopper, { titleWords, share: 1 }, createRandom(1))).toBe(shopper);
  });

  it('keeps the order of sessions, searches of the shopper among them', () => {
    const shopper = {
      steps: [step(0, 0), step(1, 1), step(1, 2)],
      queries: [{ query: 'cups', session: 1, time: 100 }],
    };
    const { queries = [] } = makeUpSearches(shopper, { titleWords, share: 1 }, createRandom(1));
    expect(queries.map(({ session }) => session)).toEqual([0, 1, 2]);
    expect(queries[1]!.query).toBe('cups');
  });

  it('makes them up for the share of the sessions that is asked for', () => {
    const steps = Array.from({ length: 2000 }, (_, session) => step(0, session));
    const { queries = [] } = makeUpSearches({ steps }, { titleWords, share: 0.1 }, createRandom(1));
    expect(queries.length).toBeGreaterThan(150);
    expect(queries.length).toBeLessThan(250);
  });
});
