import { describe, expect, it } from 'vitest';
import { assign, clusterProbabilities } from '../../../src/clusters/placing/assign.js';
import { fitTemperature } from '../../../src/clusters/placing/temperature.js';
import { createRandom } from '../../../src/random.js';

/** Points about (0, 0, …) and (2, 0, …), labelled by where they come from. */
function twoGaussians(n: number, deviations: readonly number[]) {
  const random = createRandom(8);
  const size = deviations.length;
  const labels = Int32Array.from({ length: n }, (_, i) => i % 2);
  const points = Float32Array.from({ length: n * size }, (_, p) => {
    const centre = p % size === 0 ? 2 * labels[Math.floor(p / size)] : 0;
    return centre + deviations[p % size] * random.normal();
  });
  const centroids = new Float32Array(2 * size);
  centroids[size] = 2;
  return { points, size, labels, centroids };
}

describe('fitTemperature', () => {
  it('is twice the variance about the centroids on a line', () => {
    const clustering = { labels: Int32Array.of(0, 0, 1, 1), centroids: Float32Array.of(1, 10) };
    expect(fitTemperature(Float32Array.of(0, 2, 9, 11), 1, clustering)).toBe(2);
  });

  it('follows 2 tr(Σ²) / tr(Σ) by hand, covariances included', () => {
    // offsets ±(1, 1) and ±(2, 0) about one centroid: Σ = [[2.5, .5], [.5, .5]], Σ² has the trace 6.25 + .5 + .25
    const points = Float32Array.of(1, 1, -1, -1, 2, 0, -2, 0);
    const clustering = { labels: new Int32Array(4), centroids: new Float32Array(2) };
    expect(fitTemperature(points, 2, clustering)).toBeCloseTo((2 * 7) / 3, 12);
  });

  it('makes probabilities that are as sure as they are right, for round clusters', () => {
    const { points, size, labels, centroids } = twoGaussians(4000, [1, 1, 1]);
    const temperature = fitTemperature(points, size, { labels, centroids });
    const nearest = assign(points, centroids, size);
    const n = labels.length;
    let sure = 0;
    for (let i = 0; i < n; i++) {
      const point = points.subarray(i * size, (i + 1) * size);
      sure += Math.max(...clusterProbabilities(point, centroids, size, temperature)) / n;
    }
    const right = nearest.filter((label, i) => label === labels[i]).length / n;
    expect(Math.abs(sure - right)).toBeLessThan(0.02);
  });

  it('is not led astray by directions that hardly spread', () => {
    const flat = twoGaussians(2000, [1, 1, ...Array.from({ length: 30 }, () => 0.01)]);
    expect(fitTemperature(flat.points, flat.size, flat)).toBeCloseTo(2, 0);
  });

  it('is 1 where every point lies on its centroid', () => {
    const clustering = { labels: Int32Array.of(0, 1), centroids: Float32Array.of(3, 4) };
    expect(fitTemperature(Float32Array.of(3, 4), 1, clustering)).toBe(1);
  });
});
