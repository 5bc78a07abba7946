import { textBuckets } from '../../sequence/text.js';
import type { Model, TextRows } from '../artifact/model.js';
import { scaleToUnit } from './unit-row.js';

/** What the rows of tokens are made of. */
export type TokenModel = Pick<Model, 'encoder' | 'itemEmbeddings' | 'text'>;

/**
 * Gives the embedding row of any token: of an item or a session start by its number, of a search by its text, too.
 *
 * @param text of a search, normalised; absent for any other token
 * @returns [embeddingSize]; not to be changed
 */
export type TokenRow = (token: number, text?: string) => Float32Array;

/**
 * Looks the rows of a model's tokens up; training's evaluation and the worker both come through here.
 *
 * A search is the query token's row plus the row of its text. With cosine scores all rows are of unit
 * length, but for the query token's own in the table: it is a part of others.
 */
export function createTokenRow({ encoder, itemEmbeddings, text: words }: TokenModel): TokenRow {
  const size = encoder.embeddingSize;
  return (token, text) => {
    const row = itemEmbeddings.subarray(token * size, (token + 1) * size);
    if (text === undefined || !words) return row;
    const search = row.slice();
    addTextRow(search, words, textBuckets(text, words.nBuckets));
    if (encoder.scores === 'cosine') scaleToUnit(search, 0, size);
    return search;
  };
}

/**
 * Adds the row of a text to a row, in place: the sum of the rows of its buckets over the root of their number, so that it
 * is about as long whether the text has few words or many. Nothing for no bucket.
 */
export function addTextRow(row: Float32Array, { rows }: TextRows, buckets: readonly number[]): void {
  const size = row.length;
  const share = 1 / Math.sqrt(buckets.length);
  for (const bucket of buckets) {
    for (let j = 0; j < size; j++) row[j] += share * rows[bucket * size + j];
  }
}
