import { type ItemDescription, itemBuckets } from '../../sequence/text.js';
import type { Model } from '../artifact/model.js';
import { addTextRow, type TokenModel } from '../input/token-rows.js';
import { scaleToUnit } from '../input/unit-row.js';

/** An item that a model has never met, as the model would have it. */
export interface ColdItem {
  /** [embeddingSize] */
  readonly row: Float32Array;
  /** What is added to its score. */
  readonly bias: number;
}

/**
 * Prepares a model for items that it never saw (cold start): an item is the row of its title, category, brand and price,
 * as a known item is when its own row is left out; it is taken for as popular as the rarest tenth of the known ones.
 *
 * @returns gives an item by its description, or null where that has no word
 */
export function createColdItems({
  encoder,
  text,
  itemBias,
}: Omit<TokenModel, 'itemEmbeddings'> & Pick<Model, 'itemBias'>): (description: ItemDescription) => ColdItem | null {
  if (!text) return () => null;
  const bias = rarestBias(itemBias);
  return (description) => {
    const buckets = itemBuckets(description, text.nBuckets);
    if (buckets.length === 0) return null;
    const row = new Float32Array(encoder.embeddingSize);
    addTextRow(row, text, buckets);
    if (encoder.scores === 'cosine') scaleToUnit(row, 0, row.length);
    return { row, bias };
  };
}

/** The mean of the lowest tenth of the biases, of one at least: a bias is about the log of how often an item is met. */
function rarestBias(itemBias: Float32Array): number {
  const rarest = itemBias
    .slice()
    .sort()
    .subarray(0, Math.ceil(itemBias.length / 10));
  return rarest.reduce((sum, bias) => sum + bias, 0) / rarest.length;
}

/** The score of a cold item: the embedding of a sequence times its row, plus its bias. */
export function scoreColdItem(embedding: Float32Array, { row, bias }: ColdItem): number {
  return row.reduce((sum, value, j) => sum + value * embedding[j], bias);
}
