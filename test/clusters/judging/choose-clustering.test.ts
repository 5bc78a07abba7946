import { describe, expect, it } from 'vitest';
import { chooseClustering } from '../../../src/clusters/judging/choose-clustering.js';

const trial = (nClusters: number, silhouette: number, usefulness?: number, smallestSize = 50) => ({
  nClusters,
  silhouette,
  smallestSize,
  ...(usefulness === undefined ? {} : { usefulness }),
});

describe('chooseClustering', () => {
  it('adds standardised silhouette and usefulness, half each', () => {
    // silhouettes .1 .2 .3: z = -√1.5, 0, √1.5; usefulness 0 4 2: z = -√1.5, √1.5, 0
    const { chosen, scores } = chooseClustering([trial(4, 0.1, 0), trial(5, 0.2, 4), trial(6, 0.3, 2)], 20);
    const half = Math.sqrt(1.5) / 2;
    expect(scores[0]).toBeCloseTo(-2 * half, 12);
    expect(scores[1]).toBeCloseTo(half, 12);
    expect(scores[2]).toBeCloseTo(half, 12);
    expect(chosen).not.toBe(0);
  });

  it('goes by silhouette alone where usefulness was not measured', () => {
    expect(chooseClustering([trial(4, 0.1), trial(5, 0.3), trial(6, 0.2)], 20).chosen).toBe(1);
  });

  it('lets usefulness decide where the silhouettes are equal', () => {
    expect(chooseClustering([trial(4, 0.1, 1), trial(5, 0.1, 1.2), trial(6, 0.1, 0.9)], 20).chosen).toBe(1);
  });

  it('gives a tie to fewer clusters, whatever the order', () => {
    expect(chooseClustering([trial(9, 0.2, 1), trial(4, 0.2, 1), trial(6, 0.2, 1)], 20).chosen).toBe(1);
    expect(chooseClustering([trial(9, 0.2), trial(4, 0.2)], 20).scores).toEqual([0, 0]);
  });

  it('passes over a candidate with a cluster too small to describe, unless all have one', () => {
    expect(chooseClustering([trial(4, 0.1), trial(5, 0.9, undefined, 19)], 20).chosen).toBe(0);
    expect(chooseClustering([trial(4, 0.1, undefined, 3), trial(5, 0.9, undefined, 19)], 20).chosen).toBe(1);
  });

  it('refuses to choose from nothing', () => {
    expect(() => chooseClustering([], 20)).toThrow(expect.objectContaining({ code: 'DATA_EMPTY' }));
  });
});
