import type { FeatureSpace } from './feature-space.js';
import type { ShopperState } from './shopper-state.js';

/**
 * Several spaces side by side, each less its mean and divided by the root of its total variance: every block weighs the
 * same, however many numbers it has and however large they are.
 *
 * @param states what means and variances are learned from
 */
export function fitCombinedSpace(states: readonly ShopperState[], blocks: readonly FeatureSpace[]): FeatureSpace {
  const scales = blocks.map((block) => scaleOf(block.place(states), block.size));
  const size = blocks.reduce((sum, block) => sum + block.size, 0);
  return {
    name: 'all',
    size,
    notes: [`${blocks.map(({ name, size }) => `${name} (${size})`).join(', ')}, each with a total variance of 1`],
    place(placed) {
      const points = new Float32Array(placed.length * size);
      let offset = 0;
      blocks.forEach((block, b) => {
        const { mean, deviation } = scales[b];
        const own = block.place(placed);
        for (let p = 0; p < own.length; p++) {
          const d = p % block.size;
          points[Math.floor(p / block.size) * size + offset + d] = (own[p] - mean[d]) / deviation;
        }
        offset += block.size;
      });
      // A state that one block cannot place has no place at all.
      for (let i = 0; i < placed.length; i++) {
        const point = points.subarray(i * size, (i + 1) * size);
        if (point.some(Number.isNaN)) point.fill(Number.NaN);
      }
      return points;
    },
  };
}

/** The mean of the points that are placed, [size], and the root of their total variance; 1 where they are all alike. */
function scaleOf(points: Float32Array, size: number): { mean: Float64Array; deviation: number } {
  const mean = new Float64Array(size);
  let n = 0;
  for (let from = 0; from < points.length; from += size) {
    if (Number.isNaN(points[from])) continue;
    n++;
    for (let d = 0; d < size; d++) mean[d] += points[from + d];
  }
  for (let d = 0; d < size; d++) mean[d] /= n;
  let variance = 0;
  for (let from = 0; from < points.length; from += size) {
    if (Number.isNaN(points[from])) continue;
    for (let d = 0; d < size; d++) variance += (points[from + d] - mean[d]) ** 2 / n;
  }
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
