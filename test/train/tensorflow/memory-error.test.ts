import { describe, expect, it } from 'vitest';
import { explainMemoryError } from '../../../src/train/tensorflow/memory-error.js';

const encoder = { maxSequenceLength: 128 };
const training = { batchTokens: 1024, softmax: 'full' as const };

describe('explainMemoryError', () => {
  it('says which settings to lower, for what engines say when memory is full', () => {
    const outOfArrays = (() => {
      try {
        return new Float64Array(2 ** 45);
      } catch (error) {
        return error;
      }
    })();
    for (const error of [new WebAssembly.RuntimeError('memory access out of bounds'), outOfArrays]) {
      expect(explainMemoryError(error, encoder, training)).toMatchObject({
        code: 'OUT_OF_MEMORY',
        message: expect.stringMatching(/batchTokens \(now 1024\).*softmax to "sampled".*maxSequenceLength \(now 128\)/),
      });
    }
  });

  it('leaves other errors as they are', () => {
    const error = new TypeError('x is not a function');
    expect(explainMemoryError(error, encoder, training)).toBe(error);
  });
});
