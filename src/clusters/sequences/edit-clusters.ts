import { createRandom } from '../../random.js';
import { agglomerate } from '../agglomeration/agglomerate.js';
import { allocateCondensed } from '../agglomeration/condensed-distances.js';
import { cutInto, type Dendrogram } from '../agglomeration/dendrogram.js';
import { checkCounts, invalidOption } from '../points/check-options.js';
import { editDistance } from './edit-distance.js';
import { checkSequences, checkSymbols, type SymbolSequence } from './symbol-sequence.js';

export interface EditClustersOptions {
  readonly nClusters: number;
  /** Not Ward's, which is about points in a space. Default 'average'. */
  readonly linkage?: 'average' | 'complete';
  /** Sequences that the tree is built of, at most, drawn at random: all their pairs are measured. Default 2000. */
  readonly sampleSize?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** Sequences divided by how much they must change to be equal. */
export interface EditClusters {
  /** [n] */
  readonly labels: Int32Array;
  /** Indices of the sequences that the tree was built of, ascending: its leaves, in their order. */
  readonly sample: Int32Array;
  readonly dendrogram: Dendrogram;
  /**
   * Places new sequences with the nearest of the sample, the first of those equally near.
   *
   * @throws VitrineError `SHAPE_MISMATCH` for a symbol that is no whole number from 0
   */
  assign(sequences: readonly SymbolSequence[]): Int32Array;
}

/**
 * Groups sequences by edit distance: a sample of them is merged into a tree, which is cut into `nClusters`, and each of
 * the others joins the nearest of the sample.
 *
 * @param sequences [n], each of symbols in their order
 * @throws VitrineError `OPTION_INVALID` for an option out of range, `DATA_EMPTY`, `SHAPE_MISMATCH` for a symbol that is
 *   no whole number from 0, `DATA_TOO_SMALL` for fewer distinct sequences in the sample than clusters, `OUT_OF_MEMORY`
 *   for a sample of more than `maxPoints`
 * @example editClusters([[1, 2, 3], [1, 2], [7, 8], [7, 8, 9]], { nClusters: 2 }).labels // Int32Array [0, 0, 1, 1]
 */
export function editClusters(sequences: readonly SymbolSequence[], options: EditClustersOptions): EditClusters {
  const { nClusters, linkage = 'average', sampleSize = 2000, seed = 0 } = options;
  checkCounts({ sampleSize });
  if (linkage !== 'average' && linkage !== 'complete') {
    throw invalidOption('linkage', linkage, "'average' or 'complete'");
  }
  const all = Int32Array.from(sequences.keys());
  const isSampled = sampleSize < all.length;
  const sample = isSampled ? createRandom(seed).shuffle(all).slice(0, sampleSize).sort() : all;
  const leaves = Array.from(sample, (i) => sequences[i]);
  checkSequences(leaves, nClusters);

  const dendrogram = agglomerate(editDistances(leaves), leaves.length, linkage);
  const ofLeaves = cutInto(dendrogram, nClusters);
  const assign = (own: readonly SymbolSequence[]) => {
    for (const sequence of own) checkSymbols(sequence);
    return Int32Array.from(own, (sequence) => ofLeaves[nearestOf(leaves, sequence)]);
  };
  return { labels: isSampled ? assign(sequences) : ofLeaves, sample, dendrogram, assign };
}

/** Of all pairs, in the order of `condensedIndex`. */
function editDistances(sequences: readonly SymbolSequence[]): Float64Array {
  const distances = allocateCondensed(sequences.length);
  let at = 0;
  sequences.forEach((a, i) => {
    for (let j = i + 1; j < sequences.length; j++) distances[at++] = editDistance(a, sequences[j]);
  });
  return distances;
}

function nearestOf(leaves: readonly SymbolSequence[], sequence: SymbolSequence): number {
  let nearest = 0;
  let least = 1;
  leaves.forEach((leaf, i) => {
    const distance = editDistance(sequence, leaf, least); // all that is farther need not be measured
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  });
  return nearest;
}
