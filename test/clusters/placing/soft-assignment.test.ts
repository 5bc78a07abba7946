import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { softAssignment } from '../../../src/clusters/placing/soft-assignment.js';

const centroids = Float32Array.of(0, 2);

describe('softAssignment', () => {
  it('divides each embedding among the clusters by 1 / (1 + d² / scale)', () => {
    // d² = 0 and 4: kernels of 1 and 1 / 3; in the middle both are 1 / (1 + 1 / 2)
    expect([...softAssignment(Float32Array.of(0, 1), { centroids, scale: 2 }, 1)]).toEqual([0.75, 0.25, 0.5, 0.5]);
  });

  it('is no surer far away from all clusters, where softmax would be', () => {
    const [near, far] = softAssignment(Float32Array.of(1e4), { centroids, scale: 2 }, 1);
    expect(near).toBeCloseTo(0.5, 3);
    expect(near + far).toBe(1);
  });

  it('has nobody to divide where there is nobody, and one cluster for everyone', () => {
    expect(softAssignment(new Float32Array(), { centroids, scale: 1 }, 1)).toHaveLength(0);
    expect([...softAssignment(Float32Array.of(5, -9), { centroids: Float32Array.of(1), scale: 1 }, 1)]).toEqual([1, 1]);
  });

  it('agrees with PyTorch', () => {
    const cases = JSON.parse(readFileSync(new URL('../../fixtures/deep-clustering.json', import.meta.url), 'utf8'));
    for (const { embeddings, centroids, scale, size, shares } of cases) {
      const clusters = { centroids: Float32Array.from(centroids), scale };
      const own = softAssignment(Float32Array.from(embeddings), clusters, size);
      shares.forEach((share: number, p: number) => {
        expect(own[p]).toBeCloseTo(share, 12);
      });
    }
  });

  it.each([
    ['NaN', Float32Array.of(Number.NaN), centroids, 1, 'VALUE_NOT_FINITE'],
    ['half an embedding', Float32Array.of(1, 2, 3), Float32Array.of(1, 2), 1, 'SHAPE_MISMATCH'],
    ['no cluster', Float32Array.of(1, 2), new Float32Array(), 1, 'SHAPE_MISMATCH'],
    ['a scale of 0', Float32Array.of(1, 2), Float32Array.of(1, 2), 0, 'OPTION_INVALID'],
    ['NaN as the scale', Float32Array.of(1, 2), Float32Array.of(1, 2), Number.NaN, 'OPTION_INVALID'],
  ])('refuses %s', (_, embeddings, prototypes, scale, code) => {
    const size = prototypes.length === 0 || embeddings.length > 1 ? 2 : 1;
    expect(() => softAssignment(embeddings, { centroids: prototypes, scale }, size)).toThrow(
      expect.objectContaining({ name: 'VitrineError', code }),
    );
  });
});
