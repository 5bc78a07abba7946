import type { ItemGraph } from '../item-item/item-graph.js';
import { type Composition, createComposition, type Parts } from './composition.js';

/**
 * Smooths a composition over the graph of the items: each item becomes the weighted sum of what its neighbours and
 * itself are made of. Tokens behind the items stay.
 *
 * It costs in training alone, where a row has as many more parts as there are neighbours: what is shipped is the sum.
 *
 * @see He et al. 2020 (LightGCN), arXiv:2002.02126, equation 3
 * @example
 * smoothComposition(ownRows(3), buildItemGraph([[0, 1]], 2, { maxNeighbours: 1, selfWeight: 0.75 })).coefficients
 * // Float32Array [0.75, 0.25, 0.75, 0.25, 1]
 */
export function smoothComposition(base: Composition, graph: ItemGraph): Composition {
  const { nRows, starts, rows, coefficients } = base;
  const parts = Array.from({ length: starts.length - 1 }, (_, token): Parts => {
    const sums = new Map<number, number>();
    const add = (other: number, weight: number) => {
      for (let part = starts[other]; part < starts[other + 1]; part++) {
        sums.set(rows[part], (sums.get(rows[part]) ?? 0) + weight * coefficients[part]);
      }
    };
    if (token >= graph.nItems) add(token, 1);
    else {
      for (let place = graph.starts[token]; place < graph.starts[token + 1]; place++) {
        add(graph.neighbours[place], graph.weights[place]);
      }
    }
    return sums;
  });
  return createComposition(parts, nRows);
}
