import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import { buildItemGraph, type ItemGraph } from '../../src/train/item-graph.js';
import { addSmoothedGradient, smoothRows, smoothRowsAt } from '../../src/train/smooth-rows.js';

/** Items 0 and 1 share half of each other, 2 keeps itself. */
const pair: ItemGraph = {
  nItems: 3,
  starts: Int32Array.of(0, 2, 4, 5),
  neighbours: Int32Array.of(0, 1, 1, 0, 2),
  weights: Float32Array.of(0.75, 0.25, 0.75, 0.25, 1),
};
const random = createRandom(4);
const sessions = Array.from({ length: 50 }, () => [...new Set([0, 0, 0].map(() => random.integer(10)))]);
const graph = buildItemGraph(sessions, 10, { maxNeighbours: 3, selfWeight: 0.4 });
const draw = (n: number) => Float32Array.from({ length: n }, () => random.normal());
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('smoothRows', () => {
  it('mixes each row with its neighbours, layer by layer, and leaves special tokens alone', () => {
    const table = Float32Array.of(8, 0, 0, 16, 5, 5, 7, 7);
    // Row 0: .75 (8, 0) + .25 (0, 16) = (6, 4); row 1: .75 (0, 16) + .25 (8, 0) = (2, 12).
    expect([...smoothRows(table, 2, pair, 1)]).toEqual([6, 4, 2, 12, 5, 5, 7, 7]);
    // Again, row 0: .75 (6, 4) + .25 (2, 12) = (5, 6); row 1: .75 (2, 12) + .25 (6, 4) = (3, 10).
    expect([...smoothRows(table, 2, pair, 2)]).toEqual([5, 6, 3, 10, 5, 5, 7, 7]);
    expect([...smoothRows(table, 2, pair, 0)]).toEqual([...table]);
    expect([...table]).toEqual([8, 0, 0, 16, 5, 5, 7, 7]);
  });

  it('is its own transpose, which its gradient needs', () => {
    const [x, y] = [draw(12 * 3), draw(12 * 3)];
    expect(dot(smoothRows(x, 3, graph, 2), y)).toBeCloseTo(dot(x, smoothRows(y, 3, graph, 2)), 4);
  });
});

describe('smoothRowsAt', () => {
  const rows = Int32Array.of(7, 0, 7, 11);

  it('gives the rows that a layer smooths', () => {
    const table = draw(12 * 3);
    const whole = smoothRows(table, 3, graph, 1);
    expect([...smoothRowsAt(table, 3, graph, rows)]).toEqual(
      [...rows].flatMap((row) => [...whole.subarray(row * 3, row * 3 + 3)]),
    );
  });

  it('has its gradient in addSmoothedGradient', () => {
    const [x, y] = [draw(12 * 3), draw(rows.length * 3)];
    const gradient = new Float32Array(12 * 3);
    addSmoothedGradient(gradient, 3, graph, rows, y);
    expect(dot(smoothRowsAt(x, 3, graph, rows), y)).toBeCloseTo(dot(x, gradient), 4);
  });
});
