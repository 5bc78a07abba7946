import { describe, expect, it } from 'vitest';
import { largestEigenvectors, type Multiply } from '../../../src/clusters/spectrum/largest-eigenvectors.js';
import { countParts, type NeighbourGraph, neighbourGraph } from '../../../src/clusters/spectrum/neighbour-graph.js';
import { symmetricEigen } from '../../../src/clusters/spectrum/symmetric-eigen.js';
import { createRandom } from '../../../src/random.js';
import { moonEigenvalues, moons } from '../cluster-shapes.js';

/** As in spectral clustering. */
function normalised({ starts, neighbours, weights }: NeighbourGraph): Multiply {
  const degrees = Array.from({ length: starts.length - 1 }, (_, i) =>
    weights.subarray(starts[i], starts[i + 1]).reduce((sum, weight) => sum + weight, 0),
  );
  return (vector, out) => {
    out.fill(0);
    for (let i = 0; i < degrees.length; i++) {
      for (let at = starts[i]; at < starts[i + 1]; at++) {
        out[i] += (weights[at] * vector[neighbours[at]]) / Math.sqrt(degrees[i] * degrees[neighbours[at]]);
      }
    }
  };
}

describe('the largest eigenvectors', () => {
  it("have the eigenvalues of the moons' graph that NumPy finds", () => {
    const n = moons.points.length / moons.size;
    const graph = neighbourGraph(moons.points, moons.size, 9);
    const { values } = largestEigenvectors(normalised(graph), n, 6, createRandom(1));
    values.forEach((value, i) => {
      expect(1 - value).toBeCloseTo(moonEigenvalues[i], 9);
    });
  });

  it('are each as many as a value is there: one for each part of a graph', () => {
    const parts = Float32Array.from({ length: 60 }, (_, i) => 1000 * Math.floor(i / 20) + i ** 1.5);
    const graph = neighbourGraph(parts, 1, 4);
    expect(countParts(graph)).toBe(3);
    const { values, vectors } = largestEigenvectors(normalised(graph), 60, 4, createRandom(1));
    expect([...values.subarray(0, 3)]).toEqual([1, 1, 1].map((one) => expect.closeTo(one, 9)));
    expect(values[3]).toBeLessThan(0.999);
    for (let a = 0; a < 4; a++) {
      for (let b = 0; b < 4; b++) {
        let product = 0;
        for (let i = 0; i < 60; i++) product += vectors[a * 60 + i] * vectors[b * 60 + i];
        expect(product).toBeCloseTo(a === b ? 1 : 0, 9);
      }
    }
  });

  it('are all there are where all are asked for', () => {
    const twoThirds: Multiply = (vector, out) => {
      for (let i = 0; i < 3; i++) out[i] = ((i + 1) / 3) * vector[i];
    };
    const { values } = largestEigenvectors(twoThirds, 3, 3, createRandom(2));
    expect([...values]).toEqual([1, 2 / 3, 1 / 3].map((value) => expect.closeTo(value, 12)));
  });
});

describe('symmetricEigen', () => {
  it('takes a matrix apart so that values and vectors make it again', () => {
    const n = 7;
    const random = createRandom(3);
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = random.normal();
    const { values, vectors } = symmetricEigen(matrix, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let v = 0; v < n; v++) sum += values[v] * vectors[v * n + i] * vectors[v * n + j];
        expect(sum).toBeCloseTo(matrix[i * n + j], 12);
      }
    }
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
  });

  it('gives what is known by hand', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect([...values]).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)]);
    expect(vectors[0] / vectors[1]).toBeCloseTo(1, 12);
    expect([...symmetricEigen(new Float64Array(4), 2).values]).toEqual([0, 0]);
  });
});

describe('neighbourGraph', () => {
  it('weighs an edge by how many of its two points chose it', () => {
    const { starts, neighbours, weights } = neighbourGraph(Float32Array.of(0, 1, 5), 1, 1);
    expect([...starts]).toEqual([0, 1, 3, 4]);
    expect([...neighbours]).toEqual([1, 0, 2, 1]);
    expect([...weights]).toEqual([1, 1, 0.5, 0.5]);
  });
});
