import type { Companions } from '../encoder/companions.js';
import { cooccurrences } from './cooccurrences.js';
import { solveRidge } from './solve-ridge.js';

export interface CompanionOptions {
  /** Companions kept of each item. */
  readonly perItem: number;
  /** Items that may explain another: the most similar ones. */
  readonly nCandidates: number;
  /** Ridge penalty, in sessions. */
  readonly penalty: number;
}

/**
 * Learns which items go together: for each item, a ridge regression of "is it in the session" on the items most like
 * it, in closed form, so that an item that is merely popular explains nothing. The strongest coefficients stay.
 *
 * @param sessions the distinct items of each training session
 * @see Ning and Karypis 2011 (SLIM with feature selection), doi:10.1109/ICDM.2011.134; Steck 2019 (EASE), arXiv:1905.03375
 */
export function fitCompanions(
  sessions: readonly (readonly number[])[],
  nItems: number,
  { perItem, nCandidates, penalty }: CompanionOptions,
): Pick<Companions, 'perItem' | 'items' | 'strengths'> {
  const rows = cooccurrences(sessions, nItems, 3 * nCandidates);
  const bySource: { item: number; strength: number }[][] = Array.from({ length: nItems }, () => []);
  const scratch = new Float64Array(nItems);
  for (let target = 0; target < nItems; target++) {
    const candidates = rows[target].items.subarray(0, nCandidates);
    const size = candidates.length;
    const gram = new Float64Array(size * size);
    candidates.forEach((candidate, i) => {
      const row = rows[candidate];
      row.items.forEach((item, e) => {
        scratch[item] = row.counts[e];
      });
      for (let j = 0; j < size; j++) gram[i * size + j] = scratch[candidates[j]];
      gram[i * size + i] = row.total + penalty;
      for (const item of row.items) scratch[item] = 0;
    });
    const shared = Float64Array.from(rows[target].counts.subarray(0, size));
    const coefficients = solveRidge(symmetrize(gram, size), shared);
    coefficients.forEach((strength, i) => {
      if (strength > 0) bySource[candidates[i]].push({ item: target, strength });
    });
  }
  const items = new Int32Array(nItems * perItem).fill(-1);
  const strengths = new Float32Array(nItems * perItem);
  bySource.forEach((companions, source) => {
    companions.sort((a, b) => b.strength - a.strength || a.item - b.item);
    companions.slice(0, perItem).forEach(({ item, strength }, i) => {
      items[source * perItem + i] = item;
      strengths[source * perItem + i] = strength;
    });
  });
  return { perItem, items, strengths };
}

/** A pair that only one of its two truncated rows holds counts for both. */
function symmetrize(gram: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const shared = Math.max(gram[i * size + j], gram[j * size + i]);
      gram[i * size + j] = shared;
      gram[j * size + i] = shared;
    }
  }
  return gram;
}
