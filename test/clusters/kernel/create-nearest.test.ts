import { afterEach, describe, expect, it, vi } from 'vitest';
import { createNearest } from '../../../src/clusters/kernel/create-nearest.js';
import { compileNearestKernel } from '../../../src/clusters/kernel/nearest-kernel.js';
import { nearestCentroids } from '../../../src/clusters/points/nearest-centroids.js';
import { createRandom } from '../../../src/random.js';

const random = createRandom(17);
const draw = (n: number) => Float32Array.from({ length: n }, () => random.normal());

/** Labels and distances by the kernel, and by plain JavaScript. */
function labelTwice(points: Float32Array, size: number, centroids: Float32Array) {
  const n = points.length / size;
  const answer = () => ({ labels: new Int32Array(n), distances: new Float64Array(n) });
  const [fast, plain] = [answer(), answer()];
  createNearest(size, centroids.length / size)(points, centroids, fast.labels, fast.distances);
  nearestCentroids(points, size, centroids, plain.labels, plain.distances);
  return { fast, plain };
}

afterEach(() => vi.unstubAllGlobals());

describe('createNearest', () => {
  it('has its kernel here', () => {
    expect(compileNearestKernel(1)).toBeDefined();
  });

  it.each([
    [1, 1, 5],
    [3, 2, 7],
    [7, 16, 100],
    [64, 64, 1500],
    [65, 33, 2049],
    [4, 100, 1024],
  ])('labels points of size %i by %i centroids as plain JavaScript does, for %i of them', (size, k, n) => {
    const { fast, plain } = labelTwice(draw(n * size), size, draw(k * size));
    expect(fast.labels).toEqual(plain.labels);
    fast.distances.forEach((distance, i) => {
      expect(distance / plain.distances[i]).toBeCloseTo(1, 5);
    });
  });

  it('gives a tie to the lower label, in whatever lane', () => {
    const centroids = Float32Array.from({ length: 40 }, (_, c) => [9, 3, 5, 3, 5, 7, 3, 5][c % 8]);
    const { fast, plain } = labelTwice(Float32Array.of(3, 5, 4, 6, 8), 1, centroids);
    expect([...plain.labels]).toEqual([1, 2, 1, 2, 0]);
    expect(fast.labels).toEqual(plain.labels);
  });

  it('labels what is too large or too small for 32 bits all the same', () => {
    for (const scale of [1e-25, 1e-12, 1e12, 1e25]) {
      const { fast, plain } = labelTwice(
        draw(60).map((value) => scale * value),
        3,
        draw(15).map((value) => scale * value),
      );
      expect(fast.labels).toEqual(plain.labels);
    }
    const { fast, plain } = labelTwice(Float32Array.of(1e25, -1e25, 5e13), 1, Float32Array.of(1e14, -1e14));
    expect([...fast.labels]).toEqual([0, 1, 0]);
    expect(fast.labels).toEqual(plain.labels);
  });

  it('finds no centroid near NaN', () => {
    const { fast } = labelTwice(Float32Array.of(1, Number.NaN, 3, 3), 2, Float32Array.of(0, 0, 3, 3));
    expect([...fast.labels]).toEqual([-1, 1]);
  });

  it('answers without WebAssembly too', () => {
    const [points, centroids] = [draw(300), draw(30)];
    const { fast } = labelTwice(points, 3, centroids);
    vi.stubGlobal('WebAssembly', undefined);
    expect(compileNearestKernel(1)).toBeUndefined();
    expect(labelTwice(points, 3, centroids).fast.labels).toEqual(fast.labels);
  });
});
