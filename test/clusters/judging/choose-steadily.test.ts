import { describe, expect, it } from 'vitest';
import { chooseSteadily } from '../../../src/clusters/judging/choose-steadily.js';

const trial = (nClusters: number, silhouette: number, usefulness?: number) => ({
  nClusters,
  silhouette,
  silhouetteError: 0.01,
  smallestSize: 50,
  ...(usefulness === undefined ? {} : { usefulness }),
});

describe('chooseSteadily', () => {
  it('keeps the number of clusters where another separates a little better', () => {
    expect(chooseSteadily([trial(5, 0.319), trial(6, 0.3), trial(7, 0.315)], 6).chosen).toBe(1);
  });

  it('takes another where it separates better by more than two standard errors', () => {
    expect(chooseSteadily([trial(5, 0.33), trial(6, 0.3), trial(7, 0.325)], 6).chosen).toBe(0);
    expect(chooseSteadily([trial(5, 0.325), trial(6, 0.3), trial(7, 0.33)], 6).chosen).toBe(2);
  });

  it('keeps it where the other serves the ranking worse', () => {
    expect(chooseSteadily([trial(5, 0.4, 0.001), trial(6, 0.3, 0.002)], 6).chosen).toBe(1);
    expect(chooseSteadily([trial(5, 0.4, 0.002), trial(6, 0.3, 0.002)], 6).chosen).toBe(0);
  });

  it('starts from the nearest number where there are not as many points', () => {
    expect(chooseSteadily([trial(3, 0.3), trial(4, 0.31)], 6).chosen).toBe(1);
  });
});
