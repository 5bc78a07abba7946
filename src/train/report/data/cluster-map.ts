import { UMAP } from 'umap-js';
import { createRandom } from '../../../random.js';
import { takeEvenly } from '../../numerics/take-evenly.js';

/** Shoppers on a plane; who embeds alike stands close. Plain JSON. */
export interface ClusterMap {
  /** The square's side; coordinates are whole numbers from 0 to it. */
  readonly side: number;
  /** x and y of each shopper shown. */
  readonly places: readonly (readonly [number, number])[];
  /** The cluster of each. */
  readonly labels: readonly number[];
  /** How many shoppers there are, of whom these are a sample. */
  readonly nAll: number;
}

const side = 1000;

/** Shoppers on the map, at most: a page of more is slow to open, and shows no more. */
const maxShown = 1500;

/** Fewer neighbours than this tell nothing of a neighbourhood. */
const nNeighbors = 15;

/**
 * Lays shoppers out on a plane by UMAP of their embeddings. Only distances within a neighbourhood mean something.
 *
 * @param embeddings row-major, [n, size]
 * @param labels [n]
 * @returns undefined for too few shoppers to have neighbourhoods
 * @see McInnes, Healy and Melville 2018, arXiv:1802.03426
 */
export function drawClusterMap(
  embeddings: Float32Array,
  size: number,
  labels: Int32Array,
  seed: number,
): ClusterMap | undefined {
  const shown = takeEvenly(Array.from(labels.keys()), maxShown);
  if (shown.length <= 2 * nNeighbors) return undefined;
  const rows = shown.map((row) => Array.from(embeddings.subarray(row * size, (row + 1) * size)));
  const umap = new UMAP({ nComponents: 2, nNeighbors, minDist: 0.2, random: createRandom(seed).next });
  const places = umap.fit(rows);
  const [x, y] = [0, 1].map((axis) => scaleToSide(places.map((place) => place[axis])));
  return {
    side,
    places: places.map((place) => [x(place[0]), y(place[1])]),
    labels: shown.map((row) => labels[row]),
    nAll: labels.length,
  };
}

/** The outermost three thousandths on each side are pressed to the edge, so that strays cost no room. */
function scaleToSide(values: readonly number[]): (value: number) => number {
  const sorted = Float64Array.from(values).sort();
  const low = sorted[Math.floor(0.003 * sorted.length)];
  const span = sorted[Math.ceil(0.997 * sorted.length) - 1] - low || 1;
  return (value) => Math.round(side * Math.min(1, Math.max(0, (value - low) / span)));
}
