import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFloat16, encodeFloat16 } from '../../../src/encoder/artifact/float16.js';
// Made by test/fixtures/float16.py.
import numpy from '../../fixtures/float16.json' with { type: 'json' };

const floatsOf = (bits: number[]) => new Float32Array(Uint32Array.from(bits).buffer);

describe('half floats', () => {
  it('rounds as numpy does, ties, subnormals and overflows included', () => {
    expect([...encodeFloat16(floatsOf(numpy.bits))]).toEqual(numpy.halves);
  });

  it('reads back what numpy reads', () => {
    expect(decodeFloat16(Uint16Array.from(numpy.halves))).toEqual(floatsOf(numpy.back));
  });

  it('keeps every half float through a round trip', () => {
    const every = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits).filter((bits) => (bits & 0x7fff) <= 0x7c00);
    expect(encodeFloat16(decodeFloat16(every))).toEqual(every);
  });

  it('keeps NaN as some NaN', () => {
    expect([...decodeFloat16(encodeFloat16(Float32Array.of(Number.NaN)))]).toEqual([Number.NaN]);
  });

  it('is off by at most one part in 2,048 within its range', () => {
    fc.assert(
      fc.property(fc.float({ min: -65504, max: 65504, noNaN: true }), (value) => {
        const [back] = decodeFloat16(encodeFloat16(Float32Array.of(value)));
        expect(Math.abs(back! - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) / 2048, 2 ** -25));
      }),
    );
  });
});
