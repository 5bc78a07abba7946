import { describe, expect, it } from 'vitest';
import { meanSilhouette, silhouettes } from '../../../src/clusters/judging/silhouette.js';
import { calinskiHarabasz, daviesBouldin } from '../../../src/clusters/judging/validity.js';
import { VitrineError } from '../../../src/errors.js';
import { clusterFixtures } from '../fixtures.js';

const line = Float32Array.of(0, 2, 10, 12);
const halves = Int32Array.of(0, 0, 1, 1);

describe.each(clusterFixtures)('on $name, as scikit-learn does', ({ points, size, labels, ...expected }) => {
  it('gives each point its silhouette', () => {
    const found = silhouettes(points, size, labels);
    expect(found).toHaveLength(labels.length);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(expected.silhouettes[i], 6);
    });
    expect(meanSilhouette(points, size, labels)).toEqual({
      mean: expect.closeTo(expected.silhouette, 6),
      standardError: 0,
    });
  });

  it('gives the Calinski-Harabasz index', () => {
    expect(calinskiHarabasz(points, size, labels) / expected.calinskiHarabasz).toBeCloseTo(1, 6);
  });

  it('gives the Davies-Bouldin index', () => {
    expect(daviesBouldin(points, size, labels)).toBeCloseTo(expected.daviesBouldin, 6);
  });
});

describe('the indices by hand', () => {
  it('follow their formulas on four points of a line', () => {
    // a = 2 for all; b = 11 for the outer points, 9 for the inner ones
    expect([...silhouettes(line, 1, halves)]).toEqual([9 / 11, 7 / 9, 7 / 9, 9 / 11]);
    // B = 4 · 25 over 1, W = 4 · 1 over 2
    expect(calinskiHarabasz(line, 1, halves)).toBe(50);
    expect(daviesBouldin(line, 1, halves)).toBe(0.2);
  });

  it('skip labels that no point carries', () => {
    const gappy = Int32Array.of(0, 0, 5, 5);
    expect(silhouettes(line, 1, gappy)).toEqual(silhouettes(line, 1, halves));
    expect(calinskiHarabasz(line, 1, gappy)).toBe(50);
    expect(daviesBouldin(line, 1, gappy)).toBe(0.2);
  });

  it('stay numbers when clusters have one member each', () => {
    const own = Int32Array.of(0, 1, 2, 3);
    expect([...silhouettes(line, 1, own)]).toEqual([0, 0, 0, 0]);
    expect(calinskiHarabasz(line, 1, own)).toBe(Number.POSITIVE_INFINITY);
    expect(daviesBouldin(line, 1, own)).toBe(0);
  });

  it('stay numbers when clusters lie on one another', () => {
    expect([...silhouettes(new Float32Array(4), 1, halves)]).toEqual([0, 0, 0, 0]);
    expect(daviesBouldin(new Float32Array(4), 1, halves)).toBe(Number.POSITIVE_INFINITY);
    expect(calinskiHarabasz(new Float32Array(4), 1, halves)).toBe(0);
  });
});

describe('noise', () => {
  const withNoise = Float32Array.of(0, 2, 10, 12, 5); // the four points of the line, and one between
  const labels = Int32Array.of(0, 0, 1, 1, -1);

  it("has a silhouette of 0 and is nobody's neighbour", () => {
    expect([...silhouettes(withNoise, 1, labels)]).toEqual([9 / 11, 7 / 9, 7 / 9, 9 / 11, 0]);
    expect([...silhouettes(withNoise, 1, labels, [4, 1])]).toEqual([0, 7 / 9]);
    expect(meanSilhouette(withNoise, 1, labels).mean).toBeCloseTo((2 * (9 / 11 + 7 / 9)) / 5, 12);
  });

  it('makes the other indices worse by its share', () => {
    expect(calinskiHarabasz(withNoise, 1, labels)).toBeCloseTo(50 * (4 / 5), 12);
    expect(daviesBouldin(withNoise, 1, labels)).toBeCloseTo(0.2 / (4 / 5), 12);
  });

  it('is no cluster to compare another with', () => {
    const judge = () => silhouettes(withNoise, 1, Int32Array.of(0, 0, 0, 0, -1));
    expect(judge).toThrow(expect.objectContaining({ code: 'DATA_TOO_SMALL' }));
  });
});

describe('meanSilhouette of a sample', () => {
  const { points, size, labels, silhouettes: exact, silhouette } = clusterFixtures[1];

  it('judges the sampled points against all points', () => {
    const which = [3, 77, 149];
    [...silhouettes(points, size, labels, which)].forEach((value, i) => {
      expect(value).toBeCloseTo(exact[which[i]], 6);
    });
  });

  it('lies within a few of its standard errors of the exact mean, and on it when all are sampled', () => {
    const sampled = meanSilhouette(points, size, labels, { sampleSize: 60, seed: 5 });
    expect(sampled.standardError).toBeGreaterThan(0);
    expect(Math.abs(sampled.mean - silhouette)).toBeLessThan(3 * sampled.standardError);
    expect(meanSilhouette(points, size, labels, { sampleSize: 150 }).mean).toBeCloseTo(silhouette, 6);
  });

  it.each([0, 1.5, Number.NaN, -3])('refuses a sample of %s points', (sampleSize) => {
    const judge = () => meanSilhouette(points, size, labels, { sampleSize });
    expect(judge).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  });

  it('is the same for the same seed, and another for another', () => {
    const of = (seed: number) => meanSilhouette(points, size, labels, { sampleSize: 20, seed }).mean;
    expect(of(1)).toBe(of(1));
    expect(of(1)).not.toBe(of(2));
  });
});

describe('bad input', () => {
  it.each([silhouettes, calinskiHarabasz, daviesBouldin])('to %o is a typed error', (judge) => {
    const codeOf = (points: Float32Array, labels: Int32Array) => {
      try {
        judge(points, 1, labels);
        return 'no error';
      } catch (error) {
        return error instanceof VitrineError ? error.code : error;
      }
    };
    expect(codeOf(line, Int32Array.of(0, 0, 0, 0))).toBe('DATA_TOO_SMALL');
    expect(codeOf(line, Int32Array.of(0, 1))).toBe('SHAPE_MISMATCH');
    expect(codeOf(Float32Array.of(0, Number.NaN, 1, 2), halves)).toBe('VALUE_NOT_FINITE');
    expect(codeOf(new Float32Array(), new Int32Array())).toBe('DATA_EMPTY');
  });
});
