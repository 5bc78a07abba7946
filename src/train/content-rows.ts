import { describeItem } from '../encoder/catalog.js';
import type { Catalog } from '../encoder/manifest.js';
import { nSpecialTokens, queryToken } from '../sequence/sequence.js';
import { attributeBuckets, textBuckets } from '../sequence/text.js';
import { type Composition, createComposition } from './composition.js';

/** The first row of the buckets in the parameter table: they stand behind those of the tokens. */
export const firstBucketRow = (nItems: number): number => nItems + nSpecialTokens;

/**
 * Makes each item of its own row, the mean of its title's buckets and the mean of those of its category, brand and
 * price, so that what is learned of a word is learned of all items that have it.
 */
export function contentRows(catalog: Catalog, nBuckets: number): Composition {
  const nItems = catalog.itemIds.length;
  const from = firstBucketRow(nItems);
  const parts = Array.from({ length: from }, (_, token) => {
    const own = new Map([[token, 1]]);
    if (token >= nItems) return own;
    const description = describeItem(catalog, token);
    addMean(own, from, textBuckets(description.title ?? '', nBuckets));
    addMean(own, from, attributeBuckets(description, nBuckets));
    return own;
  });
  return createComposition(parts, from + nBuckets);
}

/**
 * Puts searches behind the tokens of a composition, in the order given: each is the query token's row plus the mean of
 * its buckets.
 *
 * @param base as `contentRows` makes it, smoothed or not
 */
export function appendSearches(base: Composition, texts: readonly string[], nItems: number): Composition {
  const from = firstBucketRow(nItems);
  const searches = createComposition(
    texts.map((text) => {
      const own = new Map([[queryToken(nItems), 1]]);
      addMean(own, from, textBuckets(text, base.nRows - from));
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

function addMean(parts: Map<number, number>, from: number, buckets: readonly number[]): void {
  for (const bucket of buckets) {
    parts.set(from + bucket, (parts.get(from + bucket) ?? 0) + 1 / buckets.length);
  }
}
