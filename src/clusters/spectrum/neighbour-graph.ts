import { nearestNeighbours } from '../points/nearest-neighbours.js';

/** An undirected graph of points, as compressed rows: the neighbours of point i stand from `starts[i]` to `starts[i + 1]`. */
export interface NeighbourGraph {
  /** [n + 1] */
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  /** 1 where both count the other among their nearest, 1/2 where one does. */
  readonly weights: Float64Array;
}

/**
 * Joins each point with its nearest others.
 *
 * @param points row-major, [n, size], finite
 * @param count how many others each point chooses, below n; it may be chosen by more
 * @example neighbourGraph(Float32Array.of(0, 1, 5), 1, 1).weights // Float64Array [1, 1, 0.5, 0.5]
 */
export function neighbourGraph(points: Float32Array, size: number, count: number): NeighbourGraph {
  const n = points.length / size;
  const { indices } = nearestNeighbours(points, size, count);
  const edges = Array.from({ length: n }, () => new Map<number, number>());
  indices.forEach((j, at) => {
    const i = Math.floor(at / count);
    edges[i].set(j, (edges[i].get(j) ?? 0) + 0.5);
    edges[j].set(i, (edges[j].get(i) ?? 0) + 0.5);
  });
  const starts = new Int32Array(n + 1);
  edges.forEach((own, i) => {
    starts[i + 1] = starts[i] + own.size;
  });
  return {
    starts,
    neighbours: Int32Array.from(edges.flatMap((own) => [...own.keys()])),
    weights: Float64Array.from(edges.flatMap((own) => [...own.values()])),
  };
}

/**
 * How many parts of a graph no edge joins.
 *
 * @example countParts(neighbourGraph(Float32Array.of(0, 1, 8, 9), 1, 1)) // 2
 */
export function countParts({ starts, neighbours }: NeighbourGraph): number {
  const isSeen = new Uint8Array(starts.length - 1);
  let parts = 0;
  for (let seed = 0; seed < isSeen.length; seed++) {
    if (isSeen[seed]) continue;
    parts++;
    isSeen[seed] = 1;
    const waiting = [seed];
    for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
      for (let at = starts[i]; at < starts[i + 1]; at++) {
        if (isSeen[neighbours[at]]) continue;
        isSeen[neighbours[at]] = 1;
        waiting.push(neighbours[at]);
      }
    }
  }
  return parts;
}
