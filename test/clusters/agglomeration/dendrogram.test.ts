import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agglomerate } from '../../../src/clusters/agglomeration/agglomerate.js';
import {
  condensedDistances,
  condensedIndex,
  maxPoints,
} from '../../../src/clusters/agglomeration/condensed-distances.js';
import { cutAtHeight, cutInto } from '../../../src/clusters/agglomeration/dendrogram.js';
import { linkages } from '../../../src/clusters/agglomeration/linkage.js';
import { agglomerative } from '../../../src/clusters/algorithms/agglomerative.js';
import { adjustedRand } from '../../../src/clusters/judging/adjusted-rand.js';
import { clusterShapes, overlapping } from '../cluster-shapes.js';

/** 0 and 1 join first, then 5 and 7, then both pairs, then 30. */
const line = Float32Array.of(0, 1, 5, 7, 30);
const treeOf = (points: Float32Array, linkage: (typeof linkages)[number]) =>
  agglomerate(condensedDistances(points, 1), points.length, linkage);

describe.each(linkages)('a tree by %s linkage', (linkage) => {
  it.each(clusterShapes)('merges at the heights of SciPy on $name', ({ points, size, heights }) => {
    const found = agglomerate(condensedDistances(points, size), points.length / size, linkage);
    expect(found.heights).toHaveLength(heights[linkage].length);
    found.heights.forEach((height, m) => {
      expect(height).toBeCloseTo(heights[linkage][m], 5);
    });
  });

  it('can be cut anew into any number of groups', () => {
    const { points, size } = overlapping;
    const { dendrogram } = agglomerative(points, size, { nClusters: 2, linkage });
    for (const nClusters of [1, 3, 7, points.length / size]) {
      const labels = cutInto(dendrogram, nClusters);
      expect(new Set(labels).size).toBe(nClusters);
      expect(adjustedRand(labels, agglomerative(points, size, { nClusters, linkage }).labels)).toBe(1);
    }
  });
});

describe('merging by hand', () => {
  it('takes the mean, the largest, and the added inertia of the pairs for the distance of groups', () => {
    // pairs of 0, 1 and 5, 7: 5, 7, 4, 6; those with 30: 30, 29, 25, 23
    expect([...treeOf(line, 'average').heights]).toEqual([1, 2, 5.5, 26.75]);
    expect([...treeOf(line, 'complete').heights]).toEqual([1, 2, 7, 30]);
    // √(2 · 2 · 2 / 4) · 5.5 between means .5 and 6; √(2 · 4 · 1 / 5) · 26.75 between 3.25 and 30
    const ward = [1, 2, Math.SQRT2 * 5.5, Math.sqrt(8 / 5) * 26.75];
    treeOf(line, 'ward').heights.forEach((height, m) => {
      expect(height).toBeCloseTo(ward[m], 9);
    });
  });

  it('names each merged group by the merge that made it', () => {
    const { left, right, nLeaves } = treeOf(line, 'average');
    expect(nLeaves).toBe(5);
    expect([...left]).toEqual([0, 2, 5, 4]);
    expect([...right]).toEqual([1, 3, 6, 7]);
  });

  it('numbers groups by their first leaves', () => {
    expect([...cutInto(treeOf(Float32Array.of(7, 0, 30, 5, 1), 'average'), 3)]).toEqual([0, 1, 2, 0, 1]);
  });

  it('cuts at a height, merges at that height included', () => {
    const tree = treeOf(line, 'average');
    expect([...cutAtHeight(tree, 1.9)]).toEqual([0, 0, 1, 2, 3]);
    expect([...cutAtHeight(tree, 2)]).toEqual([0, 0, 1, 1, 2]);
    expect([...cutAtHeight(tree, Number.POSITIVE_INFINITY)]).toEqual([0, 0, 0, 0, 0]);
    expect([...cutAtHeight(tree, -1)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('ends on points that tie in every way', () => {
    const grid = Float32Array.from({ length: 32 }, (_, p) => (p % 2 ? Math.floor(p / 8) : Math.floor(p / 2) % 4));
    for (const linkage of linkages) {
      const { heights } = agglomerate(condensedDistances(grid, 2), 16, linkage);
      expect(heights).toHaveLength(15);
      expect([...heights].every((height, m) => m === 0 || height >= heights[m - 1])).toBe(true);
    }
  });
});

describe('pairs of points', () => {
  it('stand each at an index of their own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), (n) => {
        const indices = Array.from({ length: n }, (_, i) =>
          Array.from({ length: i }, (_, j) => condensedIndex(n, i, j)),
        );
        const all = indices.flat().sort((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: (n * (n - 1)) / 2 }, (_, p) => p));
      }),
    );
    expect(condensedDistances(line, 1)[condensedIndex(5, 3, 1)]).toBe(6);
    expect(condensedDistances(line, 1)[condensedIndex(5, 1, 3)]).toBe(6);
  });
});

describe('bad input', () => {
  const tree = treeOf(line, 'ward');
  it.each([
    ['no group', () => cutInto(tree, 0), 'OPTION_INVALID'],
    ['more groups than leaves', () => cutInto(tree, 6), 'OPTION_INVALID'],
    ['NaN for a height', () => cutAtHeight(tree, Number.NaN), 'OPTION_INVALID'],
    [
      'more points than pairs fit into memory',
      () =>
        agglomerative(
          Float32Array.from({ length: maxPoints + 1 }, (_, i) => i),
          1,
          { nClusters: 2 },
        ),
      'OUT_OF_MEMORY',
    ],
    [
      'an unknown linkage',
      () => agglomerative(line, 1, { nClusters: 2, linkage: 'single' as 'ward' }),
      'OPTION_INVALID',
    ],
  ])('such as %s is a typed error', (_, call, code) => {
    expect(call).toThrow(expect.objectContaining({ name: 'VitrineError', code }));
  });
});
