import { describeItem } from '../../encoder/artifact/catalog.js';
import type { Catalog } from '../../encoder/artifact/manifest.js';
import { itemBuckets } from '../../sequence/text.js';

/**
 * How much each bucket says: the rarer among the items, the more, as in TF-IDF. Over all occurrences the mean is 1.
 *
 * @returns log((1 + items) / (1 + items with it)), scaled, [nBuckets]; of no item's buckets all 1
 * @see Spärck Jones 1972, doi:10.1108/eb026526
 */
export function bucketWeights(catalog: Catalog, nBuckets: number): Float32Array {
  const nItems = catalog.itemIds.length;
  const holders = new Float32Array(nBuckets);
  for (let row = 0; row < nItems; row++) {
    for (const bucket of new Set(itemBuckets(describeItem(catalog, row), nBuckets))) holders[bucket]++;
  }
  const rarity = holders.map((n) => Math.log((1 + nItems) / (1 + n)));
  const sum = rarity.reduce((total, value, bucket) => total + holders[bucket] * value, 0);
  const count = holders.reduce((total, n) => total + n, 0);
  return sum > 0 ? rarity.map((value) => (value * count) / sum) : rarity.fill(1);
}
