import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, clusterProbabilities } from '../../../src/clusters/placing/assign.js';

const centroids = Float32Array.of(0, 0, 4, 0, 0, 6); // three of size 2

describe('assign', () => {
  it('labels each embedding with its nearest centroid', () => {
    expect(assign(Float32Array.of(1, 1, 3, -1, 0, 4), centroids, 2)).toEqual(Int32Array.of(0, 1, 2));
  });

  it('gives a tie to the lower label', () => {
    expect(assign(Float32Array.of(2, 0, 0, 3), centroids, 2)).toEqual(Int32Array.of(0, 0));
  });

  it('labels nothing when there is nothing', () => {
    expect(assign(new Float32Array(), centroids, 2)).toEqual(new Int32Array());
  });
});

describe('clusterProbabilities', () => {
  it('is the softmax of the negative squared distances over the temperature', () => {
    // squared distances 1, 9, 37; temperature 4: weights e^0, e^-2, e^-9
    const total = 1 + Math.exp(-2) + Math.exp(-9);
    const found = clusterProbabilities(Float32Array.of(1, 0), centroids, 2, 4);
    [1, Math.exp(-2), Math.exp(-9)].forEach((weight, c) => {
      expect(found[c]).toBeCloseTo(weight / total, 6);
    });
  });

  it('gives equal probabilities at equal distances', () => {
    expect([...clusterProbabilities(Float32Array.of(0), Float32Array.of(1, -1), 1, 1)]).toEqual([0.5, 0.5]);
  });

  it('stays a distribution that favours the nearest, however far and however cold', () => {
    const coordinate = fc.float({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (x, y, temperature) => {
        const embedding = Float32Array.of(x, y);
        const found = clusterProbabilities(embedding, centroids, 2, temperature);
        expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
        expect(found[assign(embedding, centroids, 2)[0]]).toBe(Math.max(...found));
      }),
    );
  });
});

describe('bad input', () => {
  const broken = Float32Array.of(Number.NaN, 0);
  it.each([
    ['an embedding of another size', () => assign(new Float32Array(3), centroids, 2), 'SHAPE_MISMATCH'],
    ['no centroid', () => assign(new Float32Array(2), new Float32Array(), 2), 'SHAPE_MISMATCH'],
    ['a NaN embedding', () => assign(broken, centroids, 2), 'VALUE_NOT_FINITE'],
    ['a NaN embedding, softly', () => clusterProbabilities(broken, centroids, 2, 1), 'VALUE_NOT_FINITE'],
    [
      'two embeddings at once, softly',
      () => clusterProbabilities(new Float32Array(4), centroids, 2, 1),
      'SHAPE_MISMATCH',
    ],
    ['no temperature', () => clusterProbabilities(new Float32Array(2), centroids, 2, 0), 'OPTION_INVALID'],
    ['a NaN temperature', () => clusterProbabilities(new Float32Array(2), centroids, 2, Number.NaN), 'OPTION_INVALID'],
  ])('%s is a typed error', (_, call, code) => {
    expect(call).toThrow(expect.objectContaining({ name: 'VitrineError', code }));
  });
});
