import type { Model } from '../../encoder/artifact/model.js';
import { createColdItems, scoreColdItem } from '../../encoder/cold-items/cold-items.js';
import { createTitleIndex } from '../../encoder/cold-items/title-index.js';
import { titleTerms } from '../../encoder/cold-items/title-terms.js';
import {
  coldFeatureValues,
  type KnownScores,
  metItems,
  type Neighbours,
  nearestItems,
} from '../../encoder/item-features/cold-features.js';
import { coldFeatures } from '../../encoder/item-features/cold-weights.js';
import type { ItemDescription } from '../../sequence/text.js';

/** An item as a model would have it that has never met it: what does not depend on a shopper. */
export interface ColdCandidate {
  /** How alike each known item reads, [nItems]. */
  readonly likeness: Float32Array;
  readonly neighbours: Neighbours;
  /** The encoder's score of its words for the embedding of a sequence; 0 where it reads none. */
  text(embedding: Float32Array): number;
}

/**
 * Reads descriptions as `createColdScorer` does, once for all shoppers.
 *
 * @returns gives an item by its description, or null for one that reads like no known item. `itself` is the row of a known
 * item that is treated as a cold one: it is not alike to itself
 */
export function createColdCandidates(
  model: Pick<Model, 'catalog' | 'encoder' | 'text' | 'itemBias'>,
): (description: ItemDescription, itself?: number) => ColdCandidate | null {
  const index = createTitleIndex(model.catalog);
  index.read(Number.POSITIVE_INFINITY);
  const coldItem = createColdItems(model);
  return (description, itself) => {
    const likeness = index.likeness(titleTerms(description))?.slice();
    if (!likeness) return null;
    if (itself !== undefined) likeness[itself] = 0;
    const neighbours = nearestItems(likeness);
    if (neighbours.items.length === 0) return null;
    const item = coldItem(description);
    return { likeness, neighbours, text: (embedding) => (item ? scoreColdItem(embedding, item) : 0) };
  };
}

/** A shopper as the features of cold items see them. */
export interface AskedShopper {
  readonly scores: KnownScores;
  /** What the encoder read. */
  readonly tokens: Int32Array;
  readonly embedding: Float32Array;
}

/**
 * The features of some cold items for one shopper.
 *
 * @param textWeight of the encoder's score of words, as `ranking.sequence`
 * @returns one array a feature, in the order of `coldFeatures`, each [candidates.length]
 */
export function coldCandidateFeatures(
  candidates: readonly ColdCandidate[],
  { scores, tokens, embedding }: AskedShopper,
  textWeight: number,
): Float32Array[] {
  const met = metItems(tokens, scores.sequence.length);
  const features = coldFeatures.map(() => new Float32Array(candidates.length));
  candidates.forEach(({ likeness, neighbours, text }, i) => {
    const values = coldFeatureValues(likeness, neighbours, met, scores, textWeight * text(embedding));
    values.forEach((value, f) => {
      features[f][i] = value;
    });
  });
  return features;
}
