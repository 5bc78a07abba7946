import type { ClusterDrift } from '../../encoder/artifact/manifest.js';
import { type Sequence, sliceSequence } from '../../sequence/sequence.js';

/**
 * What a newly trained model forgets by. Of twelve ways that `npm run bench:drift` compares on Online Retail, this one
 * has a changed taste in its cluster after 15 and after 20 items more than twice as often as an encoder that remembers
 * all, and the cluster of a steady shopper changes no more often than there. Shorter windows arrive sooner and flicker
 * more; so does the last state of a window alone.
 */
export const defaultDrift: ClusterDrift = { window: 20, halfLife: 4 };

/**
 * The part of a sequence that says where a shopper stands: its last items, so that an old taste is forgotten however
 * long it was. An encoder that reads the whole history goes on remembering it.
 *
 * @param sessionStart tokens below it are items
 * @param drift without it, all up to the last item
 * @returns up to the last item; the whole sequence where it has none
 */
export function recentPart(sequence: Sequence, sessionStart: number, drift?: ClusterDrift): Sequence {
  const { tokens } = sequence;
  const end = tokens.findLastIndex((token) => token < sessionStart) + 1;
  if (end === 0) return sequence;
  let from = drift ? end : 0;
  for (let left = drift?.window ?? 0; left > 0 && from > 0; from--) if (tokens[from - 1] < sessionStart) left--;
  return sliceSequence(sequence, from, end);
}

/**
 * How much the state after each token counts for where a shopper stands: the states after items, each half as much as
 * those `halfLife` items later.
 *
 * @param tokens as in `Sequence`, [length]
 * @param sessionStart tokens below it are items
 * @param halfLife in items; 0 leaves the state after the last item alone
 * @returns weights that sum to 1, 0 for what is no item, [length]; all on the last token where none is an item
 * @example driftWeights(Int32Array.of(9, 4, 5), 9, 1) // Float32Array [0, 1/3, 2/3]
 */
export function driftWeights(tokens: Int32Array, sessionStart: number, halfLife: number): Float32Array {
  const weights = new Float32Array(tokens.length);
  const decay = halfLife > 0 ? 2 ** (-1 / halfLife) : 0;
  let weight = 1;
  let total = 0;
  for (let place = tokens.length - 1; place >= 0; place--) {
    if (tokens[place] >= sessionStart) continue;
    weights[place] = weight;
    total += weight;
    weight *= decay;
  }
  if (total === 0) weights[tokens.length - 1] = 1;
  else for (let place = 0; place < weights.length; place++) weights[place] /= total;
  return weights;
}

/** The sum of rows, each times its weight: [size]. */
export function weightedSum(rows: Float32Array, weights: Float32Array): Float32Array {
  const size = rows.length / weights.length;
  const sum = new Float32Array(size);
  weights.forEach((weight, row) => {
    if (weight === 0) return;
    for (let d = 0; d < size; d++) sum[d] += weight * rows[row * size + d];
  });
  return sum;
}
