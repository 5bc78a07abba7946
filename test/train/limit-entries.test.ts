import { describe, expect, it } from 'vitest';
import { limitEntries } from '../../src/train/limit-entries.js';

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

  it('leaves a block as it is where nothing is too much', () => {
    expect(limitEntries(block, { isShared: new Uint8Array(5), maxOwn: 4, feature: 1 })).toBe(block);
  });
});
