import { describe, expect, it } from 'vitest';
import { clusterProbabilities } from '../../../src/clusters/placing/assign.js';
import { placeShopper } from '../../../src/clusters/placing/place-shopper.js';

const centroids = Float32Array.of(0, 0, 4, 0, 0, 6); // three of size 2
const clusters = { centroids, temperature: 4, radii: Float32Array.of(1, 2, 3) };

describe('placeShopper', () => {
  it('gives the nearest cluster with the distance to each, and how likely each is', () => {
    const placed = placeShopper(Float32Array.of(3, 0), clusters, 2);
    expect(placed.cluster).toBe(1);
    expect(placed.distances[0]).toBe(3);
    expect(placed.distances[1]).toBe(1);
    expect(placed.distances[2]).toBeCloseTo(Math.sqrt(45), 5);
    expect(placed.probabilities).toEqual(clusterProbabilities(Float32Array.of(3, 0), centroids, 2, 4));
  });

  it('gives a tie to the lower cluster', () => {
    expect(placeShopper(Float32Array.of(2, 0), clusters, 2).cluster).toBe(0);
  });

  it('is none of these beyond the reach of every cluster, and at the very rim still one', () => {
    expect(placeShopper(Float32Array.of(6, 0), clusters, 2).cluster).toBe(1);
    const outside = placeShopper(Float32Array.of(6.01, 0), clusters, 2);
    expect(outside.cluster).toBe(-1);
    // What ranks stays: likeliest is still the nearest.
    expect(outside.probabilities[1]).toBeGreaterThan(0.9);
  });

  it('is of the nearest cluster within the reach of another one', () => {
    // 1.1 from the first, whose reach is 1, and within the reach of the third, which is farther
    const wide = { ...clusters, radii: Float32Array.of(1, 2, 7) };
    expect(placeShopper(Float32Array.of(-1.1, 0), wide, 2).cluster).toBe(0);
  });

  it('never says none for a model without radii, nor for clusters that reach anywhere', () => {
    const far = Float32Array.of(1e4, 1e4);
    expect(placeShopper(far, { centroids, temperature: 4 }, 2).cluster).toBe(2);
    const endless = new Float32Array(3).fill(Number.POSITIVE_INFINITY);
    expect(placeShopper(far, { ...clusters, radii: endless }, 2).cluster).toBe(2);
  });

  it('refuses a standing that is no number', () => {
    expect(() => placeShopper(Float32Array.of(Number.NaN, 0), clusters, 2)).toThrow(
      expect.objectContaining({ code: 'VALUE_NOT_FINITE' }),
    );
  });
});
