import { tfIdf } from '../../../clusters/words/tf-idf.js';
import { leadingDirections, projectRow, type SparseRow } from '../../numerics/leading-directions.js';
import { takeEvenly } from '../../numerics/take-evenly.js';
import type { FeatureSpace } from './feature-space.js';
import type { ShopperState } from './shopper-state.js';

/** Directions that a bag of items is reduced to. */
const bagSize = 48;

/** Shoppers that the directions are found from, at most. */
const maxFitted = 20_000;

/**
 * The space of what a shopper met, without its order: the TF-IDF weights of the items (a meeting is a word), reduced to
 * 48 directions by truncated singular value decomposition, and scaled to length 1.
 *
 * A shopper of none but items that those fitted never met has no place.
 *
 * @param states what idf and directions are learned from
 * @see Deerwester et al. 1990, "Indexing by latent semantic analysis"
 */
export function fitBagSpace(states: readonly ShopperState[], seed: number): FeatureSpace {
  const fitted = takeEvenly(states, maxFitted);
  const { terms, idf, documents } = tfIdf(fitted.map(({ steps }) => steps.map(({ item }) => String(item))));
  const rows = new Map(terms.map((term, row) => [Number(term), row]));
  const { directions, size } = leadingDirections(documents, terms.length, bagSize, seed);
  return {
    name: 'tf-idf',
    size,
    notes: [`${terms.length.toLocaleString('en-GB')} items reduced to ${size} directions by truncated SVD`],
    place(placed) {
      const points = new Float32Array(placed.length * size);
      placed.forEach((state, i) => {
        const place = projectRow(toRow(state, rows, idf), directions, size);
        const length = Math.sqrt(place.reduce((sum, value) => sum + value * value, 0));
        for (let d = 0; d < size; d++) points[i * size + d] = length > 0 ? place[d] / length : Number.NaN;
      });
      return points;
    },
  };
}

/** The weights of a bag; their scale does not matter, as the point's length is set to 1. */
function toRow({ steps }: ShopperState, rows: ReadonlyMap<number, number>, idf: Float64Array): SparseRow {
  const counts = new Map<number, number>();
  for (const { item } of steps) {
    const row = rows.get(item);
    if (row !== undefined) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  return {
    terms: Int32Array.from(counts.keys()),
    weights: Float64Array.from(counts, ([row, count]) => count * idf[row]),
  };
}
