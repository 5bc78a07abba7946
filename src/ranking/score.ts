import type { RankingWeights } from '../encoder/artifact/manifest.js';

/** What each part of the model adds to an item's score, already weighed. All arrays are [n], in one item order. */
export interface ScoreParts {
  /** From the encoder: how well the item follows what the shopper did, in order. */
  readonly sequence: Float32Array;
  /** From the shopper's cluster: how much its shoppers favour the item. */
  readonly cluster: Float32Array;
  /** From the shopper having met the item before. */
  readonly repeat: Float32Array;
}

export interface ScoreInput {
  /** The encoder's score of every item, [n]. */
  readonly logits: Float32Array;
  /** What having met an item before says about it, by vocabulary row; rows that are absent count 0. */
  readonly repeats: ReadonlyMap<number, number>;
  /** [nClusters] */
  readonly clusterProbabilities: Float32Array;
  /** Row-major, [nClusters, n]. */
  readonly affinities: Float32Array;
  readonly weights: RankingWeights;
}

/**
 * Scores every item for one shopper: a weighted sum of the encoder's logit, the affinity of the shopper's cluster,
 * and what having met the item before says.
 *
 * @example
 * scoreItems({ logits: Float32Array.of(1, 2), repeats: new Map(), clusterProbabilities: Float32Array.of(1),
 *   affinities: Float32Array.of(0, 3), weights: { sequence: 1, cluster: 0.5, repeat: 0, position: 0 } })
 * // { sequence: [1, 2], cluster: [0, 1.5], repeat: [0, 0] }
 */
export function scoreItems({ logits, repeats, clusterProbabilities, affinities, weights }: ScoreInput): ScoreParts {
  const n = logits.length;
  const sequence = new Float32Array(n);
  for (let i = 0; i < n; i++) sequence[i] = weights.sequence * logits[i];
  const cluster = new Float32Array(n);
  clusterProbabilities.forEach((probability, k) => {
    const weight = weights.cluster * probability;
    if (weight === 0) return;
    for (let i = 0; i < n; i++) cluster[i] += weight * affinities[k * n + i];
  });
  const repeat = new Float32Array(n);
  for (const [item, score] of repeats) repeat[item] = weights.repeat * score;
  return { sequence, cluster, repeat };
}

/** The score of every item: the sum of its parts, [n]. */
export function totalScores({ sequence, cluster, repeat }: ScoreParts): Float32Array {
  const totals = new Float32Array(sequence.length);
  for (let i = 0; i < totals.length; i++) totals[i] = sequence[i] + cluster[i] + repeat[i];
  return totals;
}
