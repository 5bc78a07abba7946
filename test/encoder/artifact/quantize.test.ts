import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dequantizeRows, quantizeRows } from '../../../src/encoder/artifact/quantize.js';
import { VitrineError } from '../../../src/errors.js';

const float = fc.float({ min: -1000, max: 1000, noNaN: true });
const matrix = fc
  .record({ n: fc.integer({ min: 1, max: 6 }), size: fc.integer({ min: 1, max: 8 }) })
  .chain(({ n, size }) =>
    fc.record({
      size: fc.constant(size),
      rows: fc.array(float, { minLength: n * size, maxLength: n * size }).map((values) => Float32Array.from(values)),
    }),
  );

describe('quantizeRows', () => {
  it('gives each row a scale of its own', () => {
    const { values, scales } = quantizeRows(Float32Array.of(0.5, -1, 127, 0), 2);
    expect([...values]).toEqual([64, -127, 127, 0]);
    // 1 / 127 with eleven digits: 1032 / 2 ** 17.
    expect([...scales]).toEqual([1032 / 2 ** 17, 1]);
  });

  it('rounds as coarsely as it is told to', () => {
    expect([...quantizeRows(Float32Array.of(0.6, -1, 0.1), 3, 7).values]).toEqual([4, -7, 1]);
  });

  it('moves no value by more than half a scale', () => {
    fc.assert(
      fc.property(matrix, ({ rows, size }) => {
        const quantized = quantizeRows(rows, size);
        dequantizeRows(quantized).forEach((value, i) => {
          const scale = quantized.scales[Math.floor(i / size)]!;
          expect(Math.abs(value - rows[i]!)).toBeLessThanOrEqual(scale * 0.501);
        });
      }),
    );
  });

  it('changes nothing more when it is done twice', () => {
    fc.assert(
      fc.property(matrix, fc.constantFrom(127, 31, 15, 3), ({ rows, size }, levels) => {
        const once = quantizeRows(rows, size, levels);
        expect(quantizeRows(dequantizeRows(once), size, levels)).toEqual(once);
      }),
    );
  });

  it('keeps a row of zeros', () => {
    expect([...dequantizeRows(quantizeRows(new Float32Array(3), 3))]).toEqual([0, 0, 0]);
  });

  it('takes a row that is too small for a scale of full digits as zeros', () => {
    const { values, scales } = quantizeRows(Float32Array.of(0, -(2 ** -147)), 2, 3);
    expect([...values]).toEqual([0, 0]);
    expect([...scales]).toEqual([1]);
  });

  it('keeps an empty matrix', () => {
    expect(dequantizeRows(quantizeRows(new Float32Array(0), 3)).length).toBe(0);
  });

  it('refuses a length that is no multiple of the row size', () => {
    expect(() => quantizeRows(new Float32Array(5), 2)).toThrow(VitrineError);
  });
});
