import { describe, expect, it } from 'vitest';
import { createRandom } from '../src/random.js';

const draw = (random: { next(): number }, n: number) => Array.from({ length: n }, () => random.next());

describe('createRandom', () => {
  it('gives the same draws for the same seed, others for another', () => {
    expect(draw(createRandom(7), 5)).toEqual(draw(createRandom(7), 5));
    expect(draw(createRandom(7), 5)).not.toEqual(draw(createRandom(8), 5));
  });

  it('goes on from a saved state', () => {
    const random = createRandom(7);
    draw(random, 3);
    const restored = createRandom(random.state());
    expect(draw(restored, 5)).toEqual(draw(random, 5));
  });

  it('is uniform on [0, 1)', () => {
    const values = draw(createRandom(1), 20_000);
    const tenths = Array.from({ length: 10 }, (_, i) => values.filter((x) => Math.floor(x * 10) === i).length);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    // Chi-squared with 9 degrees of freedom: 27.9 is its 99.9th percentile.
    expect(tenths.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9);
  });

  it('draws standard normals', () => {
    const random = createRandom(3);
    const values = Array.from({ length: 20_000 }, () => random.normal());
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  it('shuffles every order of three about equally often', () => {
    const random = createRandom(5);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = random.shuffle([0, 1, 2]).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });
});
