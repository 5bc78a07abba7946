import { describe, expect, it } from 'vitest';
import { createRepeatTally, repeatFeatures, repeatScores } from '../../../src/encoder/item-features/repeats.js';

const sessionStart = 9;
const day = 86_400_000;

/** The features of an item by name, those that are 0 left out. */
function featuresAfter(tokens: number[], days: number[], item: number): Record<string, number> {
  const tally = createRepeatTally(sessionStart);
  for (const [t, token] of tokens.entries()) tally.push(token, days[t] * day);
  const found: Record<string, number> = {};
  tally.visit((met, features) => {
    if (met !== item) return;
    repeatFeatures.forEach((name, f) => {
      if (features[f] !== 0) found[name] = Number(features[f].toFixed(5));
    });
  });
  return found;
}

describe('repeats', () => {
  it('tell how often and how lately an item was met, and how many tokens ago in this session', () => {
    // Item 4 on day 0 in the first of two sessions, and on day 10 in the second, two tokens before the end.
    expect(featuresAfter([9, 4, 9, 4, 5], [0, 0, 10, 10, 10], 4)).toEqual({
      times: Number(Math.log(3).toFixed(5)),
      sessionShare: 1,
      within10Days: Number(Math.log(1 + 1.5).toFixed(5)),
      within45Days: Number(Math.log(1 + 1 + 2 ** (-10 / 45)).toFixed(5)),
      tokensAgo2: 1,
    });
  });

  it('tell how many sessions ago it was where the current one does not have it', () => {
    expect(featuresAfter([9, 4, 9, 5, 9], [0, 0, 0, 0, 0], 4)).toMatchObject({
      sessionShare: 0.33333,
      sessionsAgo2: 1,
    });
    expect(featuresAfter([9, 4, 9], [0, 0, 0], 4)).toMatchObject({ sessionsAgo1: 1 });
  });

  it('put every distance into one bucket', () => {
    const bucketAt = (distance: number) => {
      const tokens = [9, 4, ...Array.from({ length: distance - 1 }, () => 5)];
      const features = featuresAfter(
        tokens,
        tokens.map(() => 0),
        4,
      );
      return Object.keys(features).filter((name) => name.startsWith('tokensAgo'));
    };
    expect([1, 2, 3, 4, 5, 6, 9, 10, 30].map(bucketAt)).toEqual(
      ['1', '2', '3', '4to5', '4to5', '6to9', '6to9', '10', '10'].map((name) => [`tokensAgo${name}`]),
    );
  });

  it('score the items that were met, and only those; special tokens are no items', () => {
    const weights = Float32Array.from(repeatFeatures, (name) => (name === 'times' ? 2 : 0));
    const scores = repeatScores({ weights }, [9, 4, 10, 4], [0, 0, 0, 0], sessionStart);
    expect([...scores.keys()]).toEqual([4]);
    expect(scores.get(4)).toBeCloseTo(2 * Math.log(3), 5);
  });
});
