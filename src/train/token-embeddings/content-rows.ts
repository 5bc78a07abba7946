import { describeItem } from '../../encoder/artifact/catalog.js';
import type { Catalog } from '../../encoder/artifact/manifest.js';
import { nSpecialTokens, queryToken } from '../../sequence/sequence.js';
import { itemBuckets, textBuckets } from '../../sequence/text.js';
import { type Composition, createComposition } from './composition.js';

/** The first row of the buckets in the parameter table: they stand behind those of the tokens. */
export const firstBucketRow = (nItems: number): number => nItems + nSpecialTokens;

/**
 * Makes each item of its own row and those of the buckets of its title, category, brand and price, so that what is
 * learned of a word is learned of all items that have it.
 *
 * @param weights of the buckets, see `bucketWeights`, [nBuckets]
 */
export function contentRows(catalog: Catalog, weights: Float32Array): Composition {
  const nBuckets = weights.length;
  const nItems = catalog.itemIds.length;
  const from = firstBucketRow(nItems);
  const parts = Array.from({ length: from }, (_, token) => {
    const own = new Map([[token, 1]]);
    if (token >= nItems) return own;
    addText(own, from, itemBuckets(describeItem(catalog, token), nBuckets), weights);
    return own;
  });
  return createComposition(parts, from + nBuckets);
}

/**
 * Puts searches behind the tokens of a composition, in the order given: each is made of the query token's row and those
 * of its buckets.
 *
 * @param base as `contentRows` makes it, smoothed or not
 */
export function appendSearches(base: Composition, texts: readonly string[], weights: Float32Array): Composition {
  const from = base.nRows - weights.length;
  const nItems = from - nSpecialTokens;
  const searches = createComposition(
    texts.map((text) => {
      const own = new Map([[queryToken(nItems), 1]]);
      addText(own, from, textBuckets(text, weights.length), weights);
      return own;
    }),
    base.nRows,
  );
  const nParts = base.rows.length;
  const rows = new Int32Array(nParts + searches.rows.length);
  rows.set(base.rows);
  rows.set(searches.rows, nParts);
  const coefficients = new Float32Array(rows.length);
  coefficients.set(base.coefficients);
  coefficients.set(searches.coefficients, nParts);
  const starts = new Int32Array(base.starts.length + texts.length);
  starts.set(base.starts);
  starts.set(
    searches.starts.subarray(1).map((start) => nParts + start),
    base.starts.length,
  );
  return { nRows: base.nRows, starts, rows, coefficients };
}

/** As `addTextRow` adds the rows of texts where the model runs, whose weights are part of the rows. */
function addText(parts: Map<number, number>, from: number, buckets: readonly number[], weights: Float32Array): void {
  const share = 1 / Math.sqrt(buckets.length);
  for (const bucket of buckets) parts.set(from + bucket, (parts.get(from + bucket) ?? 0) + share * weights[bucket]);
}
