import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { drawPoints, fitGaussian } from '../../../src/train/numerics/gaussian.js';

describe('fitGaussian', () => {
  it('factors a covariance, by hand', () => {
    // x is ±2, y is x/2 ± 1: var x = 4, cov = 2, var y = 2
    const { mean, factor } = fitGaussian(Float32Array.of(2, 2, 2, 0, -2, 0, -2, -2), 2);
    expect([...mean]).toEqual([0, 0]);
    expect([...factor]).toEqual([2, 0, 1, 1]);
  });

  it('draws points of the same mean and covariance', () => {
    const points = drawPoints(fitGaussian(Float32Array.of(12, 2, 12, 0, 8, 0, 8, -2), 2), 20_000, createRandom(1));
    const x = points.filter((_, p) => p % 2 === 0);
    const y = points.filter((_, p) => p % 2 === 1);
    const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(x)).toBeCloseTo(10, 1);
    expect(mean(x.map((value, i) => (value - 10) * y[i]))).toBeCloseTo(2, 1);
    expect(mean(y.map((value) => value * value))).toBeCloseTo(2, 1);
  });

  it('draws what follows from the rest as it follows', () => {
    const random = createRandom(2);
    const points = Float32Array.from({ length: 300 }, () => random.normal()).reduce<number[]>((all, value) => {
      all.push(value, value);
      return all;
    }, []);
    const drawn = drawPoints(fitGaussian(Float32Array.from(points), 2), 50, random);
    for (let i = 0; i < 50; i++) expect(drawn[2 * i + 1]).toBe(drawn[2 * i]);
  });
});
