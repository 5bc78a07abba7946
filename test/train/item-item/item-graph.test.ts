import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { buildItemGraph, type ItemGraph } from '../../../src/train/item-item/item-graph.js';

/** The matrix in full, [nItems][nItems]. */
function toMatrix({ nItems, starts, neighbours, weights }: ItemGraph): number[][] {
  const matrix = Array.from({ length: nItems }, () => new Array<number>(nItems).fill(0));
  for (let a = 0; a < nItems; a++) {
    for (let place = starts[a]!; place < starts[a + 1]!; place++) matrix[a]![neighbours[place]!] = weights[place]!;
  }
  return matrix;
}

describe('buildItemGraph', () => {
  it('weighs two items by their sessions over the root of both degrees', () => {
    // Items 0 and 1 meet twice, 0 and 2 once, 3 nobody: the degrees are 3, 2, 1 and 0.
    const graph = buildItemGraph([[0, 1], [0, 1], [0, 2], [3]], 4, { maxNeighbours: 5, selfWeight: 0.5 });
    const [near, far] = [0.5 * (2 / Math.sqrt(3 * 2)), 0.5 * (1 / Math.sqrt(3 * 1))];
    const expected = [
      [0.5, near, far, 0],
      [near, 0.5, 0, 0],
      [far, 0, 0.5, 0],
      [0, 0, 0, 1],
    ];
    toMatrix(graph).forEach((row, a) => {
      row.forEach((weight, b) => {
        expect(weight).toBeCloseTo(expected[a]![b]!, 6);
      });
    });
  });

  it('keeps the most similar neighbours, and is symmetric all the same', () => {
    const random = createRandom(1);
    const sessions = Array.from({ length: 60 }, () => [...new Set([0, 0, 0].map(() => random.integer(12)))]);
    const graph = buildItemGraph(sessions, 12, { maxNeighbours: 2, selfWeight: 0.3 });
    const matrix = toMatrix(graph);
    expect(graph.neighbours.length).toBeLessThanOrEqual(12 * 5);
    for (let a = 0; a < 12; a++) for (let b = 0; b < 12; b++) expect(matrix[a]![b]).toBe(matrix[b]![a]);
  });

  it('never lengthens a table: no eigenvalue is above 1', () => {
    const random = createRandom(2);
    const sessions = Array.from({ length: 40 }, () => [...new Set([0, 0, 0, 0].map(() => random.integer(9)))]);
    const matrix = toMatrix(buildItemGraph(sessions, 9, { maxNeighbours: 3, selfWeight: 0.1 }));
    let vector = matrix.map(() => random.normal());
    const lengthOf = (values: number[]) => Math.hypot(...values);
    for (let i = 0; i < 50; i++) {
      const next = matrix.map((row) => row.reduce((sum, weight, b) => sum + weight * vector[b]!, 0));
      expect(lengthOf(next)).toBeLessThanOrEqual(lengthOf(vector) * (1 + 1e-6));
      vector = next;
    }
  });
});
