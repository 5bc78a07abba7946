import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { limitEntries } from '../../../src/train/samples/limit-entries.js';

/** Two rows; the second feature says how strong an entry is. */
const block = {
  starts: Int32Array.of(0, 4, 5),
  items: Int32Array.of(3, 0, 2, 4, 2),
  values: Float32Array.of(9, 0.1, 9, 0.2, 9, 0.4, 9, 0.3, 8, 0.1),
  width: 2,
};

describe('limitEntries', () => {
  it('keeps the entries of shared candidates and the strongest of the others, row by row', () => {
    const isShared = Uint8Array.of(1, 0, 0, 0, 0);
    const limited = limitEntries(block, { isShared, maxOwn: 2, feature: 1 });
    expect([...limited.starts]).toEqual([0, 3, 4]);
    expect([...limited.items]).toEqual([0, 2, 4, 2]);
    expect([...limited.values]).toEqual([...Float32Array.of(9, 0.2, 9, 0.4, 9, 0.3, 8, 0.1)]);
  });

  it('keeps of many entries those that sorting them all would, the earlier of equally strong ones first', () => {
    const random = createRandom(4);
    const strengths = Float32Array.from({ length: 60 }, () => random.integer(12));
    const long = {
      starts: Int32Array.of(0, 60),
      items: Int32Array.from(strengths.keys()),
      values: strengths,
      width: 1,
    };
    const sorted = [...strengths.keys()].sort((a, b) => strengths[b] - strengths[a] || a - b);
    for (const maxOwn of [1, 2, 7, 30, 59]) {
      const limited = limitEntries(long, { isShared: new Uint8Array(60), maxOwn, feature: 0 });
      expect([...limited.items]).toEqual(sorted.slice(0, maxOwn));
    }
  });

  it('leaves a block as it is where nothing is too much', () => {
    expect(limitEntries(block, { isShared: new Uint8Array(5), maxOwn: 4, feature: 1 })).toBe(block);
  });
});
