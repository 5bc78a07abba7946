import { describe, expect, it } from 'vitest';
import { createScratch } from '../../../src/train/tensorflow/scratch.js';

describe('createScratch', () => {
  it('gives the same memory again under a name, in the length asked for', () => {
    const scratch = createScratch();
    const large = scratch.floats('slopes', 100).fill(7);
    const small = scratch.floats('slopes', 10);
    expect(large).toHaveLength(100);
    expect(small).toHaveLength(10);
    expect(small.buffer).toBe(large.buffer);
  });

  it('makes new memory for what is longer, with room to grow', () => {
    const scratch = createScratch();
    const first = scratch.integers('places', 100);
    const second = scratch.integers('places', 200);
    expect(second).toHaveLength(200);
    expect(second.buffer).not.toBe(first.buffer);
    expect(scratch.integers('places', 240).buffer).toBe(second.buffer);
  });

  it('keeps names apart, and kinds', () => {
    const scratch = createScratch();
    const buffers = [scratch.floats('a', 4), scratch.floats('b', 4), scratch.integers('a', 4)].map((own) => own.buffer);
    expect(new Set(buffers).size).toBe(3);
  });
});
