import { adjustedRand } from '../../clusters/judging/adjusted-rand.js';
import { noise } from '../../clusters/points/clustering.js';
import { editClusters } from '../../clusters/sequences/edit-clusters.js';
import { markovMixture } from '../../clusters/sequences/markov-mixture.js';
import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import { takeEvenly } from '../numerics/take-evenly.js';
import type { ClusterLab } from './cluster-lab.js';
import { algorithms } from './groups/algorithms.js';
import { toSymbols } from './groups/symbols.js';
import { labelPlaced } from './spaces/placed-points.js';

/** How the encoder's clusters agree with another way to group the same shoppers; plain JSON. */
export interface Agreement {
  /** The other way. */
  readonly with: string;
  /** Adjusted Rand index. */
  readonly agreement: number;
  readonly nShoppers: number;
  /** For people. */
  readonly text: string;
}

/** From here on two clusterings say the same. */
export const sameAgreement = 0.9;

/** Shoppers whose order is looked at, at most, and their last steps. */
const maxOrdered = 600;
const maxSteps = 60;

/**
 * Compares the clusters of the encoder with groups by the items that shoppers met, in whatever order, and with two that
 * see nothing but order: a Markov mixture and edit distance, on a sample. Each has as many clusters.
 *
 * Order is that of the items' categories, see `toSymbols`.
 *
 * @param labels of the encoder's clusters, `noise` for none, [nShoppers]
 * @param nClusters from 2
 */
export function measureAgreement(
  model: Model,
  lab: ClusterLab,
  labels: Int32Array,
  nClusters: number,
  seed: number,
): Agreement[] {
  const bags = lab.prepare('tf-idf');
  const { group, maxPoints } = algorithms['k-means-cosine'];
  const sample = takeEvenly(Array.from(lab.states.keys()), maxOrdered);
  const { sequences, nSymbols, describe } = toSymbols(
    model,
    sample.map((row) => lab.states[row].steps.slice(-maxSteps)),
    seed,
  );
  const all = Array.from(lab.states.keys());
  const ways: readonly { name: string; rows: readonly number[]; label: () => ArrayLike<number> }[] = [
    {
      name: 'bags of items',
      rows: all,
      label: () => {
        const { size } = bags.space;
        return labelPlaced(group(bags.fittedTo(maxPoints).points, size, { nClusters, seed }), bags.points, size);
      },
    },
    {
      name: `a Markov mixture of ${describe}`,
      rows: sample,
      label: () => markovMixture(sequences, { nClusters, nSymbols, nInit: 2, maxIter: 50, seed }).labels,
    },
    {
      name: `edit distance of ${describe}`,
      rows: sample,
      label: () => editClusters(sequences, { nClusters, seed }).labels,
    },
  ];
  return ways.flatMap(({ name, rows, label }) => {
    try {
      return [compareLabels(name, rows, labels, label())];
    } catch (error) {
      // Too few who differ: there is nothing to agree with.
      if (error instanceof VitrineError && error.code === 'DATA_TOO_SMALL') return [];
      throw error;
    }
  });
}

/**
 * Compares the encoder's labels with others, in words.
 *
 * @param rows the shoppers that the others are of, [n]
 * @param others [n]
 */
export function compareLabels(
  name: string,
  rows: readonly number[],
  labels: Int32Array,
  others: ArrayLike<number>,
): Agreement {
  const both = rows.map((row, i) => [labels[row], others[i]]).filter(([a, b]) => a !== noise && b !== noise);
  if (both.length === 0) throw new VitrineError('DATA_TOO_SMALL', `no shopper has a cluster by ${name}`);
  const agreement = adjustedRand(
    both.map(([a]) => a),
    both.map(([, b]) => b),
  );
  const isSame = agreement >= sameAgreement;
  const verdict =
    isSame && name.startsWith('bags') ? ': they are taste, not behaviour' : isSame ? ': the same groups' : '';
  return {
    with: name,
    agreement,
    nShoppers: both.length,
    text: `the encoder's clusters agree with ${name} at ARI ${agreement.toFixed(2)} (${both.length.toLocaleString('en-GB')} shoppers)${verdict}`,
  };
}
