import { describe, expect, it } from 'vitest';
import { chooseEps, kDistances } from '../../../src/clusters/algorithms/choose-eps.js';
import { dbscan } from '../../../src/clusters/algorithms/dbscan.js';
import { adjustedRand } from '../../../src/clusters/judging/adjusted-rand.js';
import { separated, varying } from '../cluster-shapes.js';

const line = Float32Array.of(0, 1, 2, 3.5, 9, 10, 11, 30);

describe('dbscan', () => {
  it('joins core points by chains, other points to a core point, and leaves the rest as noise', () => {
    // 1 and 10 have three points within 1, themselves counted; 0, 2, 9 and 11 lie within 1 of them
    const found = dbscan(line, 1, { eps: 1, minSamples: 3 });
    expect([...found.labels]).toEqual([0, 0, 0, -1, 1, 1, 1, -1]);
    expect([...found.corePoints]).toEqual([1, 5]);
    expect([...found.centroids]).toEqual([1, 10]);
    expect(found.inertia).toBe(4);
  });

  it('counts a point at exactly eps as near', () => {
    const thirds = Float32Array.of(0.1, 0.4, 0.7);
    const eps = Math.max(thirds[1] - thirds[0], thirds[2] - thirds[1]);
    expect([...dbscan(thirds, 1, { eps, minSamples: 2 }).labels]).toEqual([0, 0, 0]);
  });

  it('gives a point between two clusters to the nearer core point', () => {
    const between = Float32Array.of(0, 0.1, 0.2, 1.1, 1.9, 2, 2.1);
    const { labels } = dbscan(between, 1, { eps: 0.95, minSamples: 4 });
    expect(labels[3]).toBe(labels[4]);
  });

  it('places new points by the nearest core point, and as noise beyond eps', () => {
    const { assign } = dbscan(line, 1, { eps: 1, minSamples: 3 });
    expect([...assign(Float32Array.of(1.9, 10.4, 3, 8.9, 500))]).toEqual([0, 1, -1, -1, -1]);
  });

  it('may find one cluster', () => {
    expect([...dbscan(line, 1, { eps: 50 }).labels]).toEqual(Array(8).fill(0));
  });

  it.each([
    ['an eps that leaves all as noise', { eps: 0.5, minSamples: 3 }, /take eps from 1\.00, or leave it out/],
    ['more samples than points', { eps: 5, minSamples: 9 }, /fewer points than that/],
    ['more samples than points, without eps', { minSamples: 9 }, /fewer points than that/],
    ['a negative eps', { eps: -1 }, /eps is -1/],
    ['NaN for eps', { eps: Number.NaN }, /eps is NaN/],
    ['no samples', { minSamples: 0 }, /minSamples is 0/],
  ])('refuses %s', (_, options, message) => {
    expect(() => dbscan(line, 1, options)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
    expect(() => dbscan(line, 1, options)).toThrow(message);
  });
});

describe('the eps that is chosen where none is given', () => {
  it('lies where the curve of k-distances bends', () => {
    expect([...kDistances(Float32Array.of(0, 1, 5, 5.5), 1, 2)]).toEqual([0.5, 0.5, 1, 1]);
    // below the line from (0, 1) to (4, 9): 0, 1/4, 2/4 - .2/8, 3/4 - .3/8, 0
    expect(chooseEps(Float64Array.of(1, 1, 1.2, 1.3, 9))).toBe(1.3);
  });

  it('is the distance itself where all are the same', () => {
    expect(chooseEps(Float64Array.of(2, 2, 2))).toBe(2);
    expect([...dbscan(Float32Array.of(1, 2, 3, 4, 5), 1, { minSamples: 2 }).labels]).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([separated, varying])('finds the groups of $name, most of them', ({ points, size, truth }) => {
    const { labels, eps } = dbscan(points, size, {});
    expect(eps).toBeGreaterThan(0);
    expect(adjustedRand(labels, truth)).toBeGreaterThan(0.8);
  });
});
