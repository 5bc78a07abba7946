import type { ItemDescription } from '../../sequence/text.js';
import type { Model } from '../artifact/model.js';
import { coldFeatureValues, type KnownScores, type MetItems, nearestItems } from '../item-features/cold-features.js';
import { type ColdWeights, coldFeatures, textAlone, usualWeights } from '../item-features/cold-weights.js';
import { createColdItems, scoreColdItem } from './cold-items.js';
import { createTitleIndex } from './title-index.js';
import { titleTerms } from './title-terms.js';

/** A shopper as the model sees them. */
export interface ReadShopper {
  /** Weighed, as they are added up. */
  readonly scores: KnownScores;
  readonly met: MetItems;
  /** Of the shopper's sequence, [embeddingSize]. */
  readonly embedding: Float32Array;
}

/** The score of an item that the model never saw, comparable with those of known items. */
export interface ColdScore {
  readonly score: number;
  /** How alike each known item reads, [nItems], overwritten by the next score; null where none does. */
  readonly likeness: Float32Array | null;
}

/** Scores items that a model never saw. */
export interface ColdScorer {
  /**
   * Reads up to `count` more titles of the catalogue.
   *
   * @returns whether all are read: until then only the encoder's own reading of words scores an item
   */
  read(count: number): boolean;
  /** @returns null for an item of which the model can tell nothing */
  score(description: ItemDescription, shopper: ReadShopper): ColdScore | null;
}

/**
 * Scores items that a model never saw (cold start) by what it knows of the known items that read alike, how alike the
 * shopper's own items read, and what the encoder makes of its words, where it reads text:
 *
 *     score(c) = bias + sum over features of weight(f) * f(c, shopper)
 *
 * A model that came without weights for this is given the usual ones, or, where it reads text, scores words alone. An item
 * that reads like none is scored by its words alone, too.
 */
export function createColdScorer(
  model: Pick<Model, 'encoder' | 'catalog' | 'text' | 'itemBias' | 'ranking' | 'coldItems'>,
): ColdScorer {
  const weights = model.coldItems ?? (model.text ? textAlone : usualWeights);
  const usesTitles = weights !== textAlone;
  const index = createTitleIndex(model.catalog);
  const coldItem = createColdItems(model);
  return {
    read: (count) => !usesTitles || index.read(count),
    score(description, { scores, met, embedding }) {
      const item = coldItem(description);
      const text = item ? model.ranking.sequence * scoreColdItem(embedding, item) : 0;
      const likeness = usesTitles ? index.likeness(titleTerms(description)) : null;
      if (!likeness) return item && { score: text, likeness };
      const features = coldFeatureValues(likeness, nearestItems(likeness), met, scores, text);
      return { score: weighFeatures(features, weights), likeness };
    },
  };
}

/** @param features in the order of `coldFeatures` */
export function weighFeatures(features: ArrayLike<number>, weights: ColdWeights): number {
  return coldFeatures.reduce((sum, name, f) => sum + weights[name] * features[f], weights.bias);
}
