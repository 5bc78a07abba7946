import { kMeans } from '../../../clusters/algorithms/k-means.js';
import type { Model } from '../../../encoder/artifact/model.js';
import type { Step } from '../../../sequence/step.js';

/** Sequences in few symbols; what is seen of them is order. */
export interface SymbolSequences {
  /** Symbols below `nSymbols`, [n]. */
  readonly sequences: readonly Int32Array[];
  readonly nSymbols: number;
  /** What the symbols are, for people. */
  readonly describe: string;
}

/** Symbols where the catalogue has no categories, or more of them than chains can be fitted to. */
const nItemGroups = 16;
const maxCategories = 64;

/**
 * Writes shoppers' steps in symbols: the categories of the items where the catalogue has 2 to 64 of them, else 16
 * groups of items by their embeddings. Where the log tells event types, each is a symbol of its own.
 */
export function toSymbols(model: Model, histories: readonly (readonly Step[])[], seed: number): SymbolSequences {
  const { kindOf, nKinds, describe } = kindsOfItems(model, seed);
  const types = [...new Set(histories.flat().map(({ type = 0 }) => type))].sort((a, b) => a - b);
  const place = new Map(types.map((type, i) => [type, i]));
  return {
    sequences: histories.map((steps) =>
      Int32Array.from(steps, ({ item, type = 0 }) => kindOf[item] * types.length + (place.get(type) ?? 0)),
    ),
    nSymbols: nKinds * types.length,
    describe: types.length > 1 ? `${describe} and event types` : describe,
  };
}

function kindsOfItems(model: Model, seed: number): { kindOf: ArrayLike<number>; nKinds: number; describe: string } {
  const { categories } = model.catalog;
  const names = [...new Set(categories)];
  if (categories && names.length >= 2 && names.length <= maxCategories) {
    const places = new Map(names.map((name, i) => [name, i]));
    return { kindOf: categories.map((name) => places.get(name) ?? 0), nKinds: names.length, describe: 'categories' };
  }
  const size = model.encoder.embeddingSize;
  const items = model.itemEmbeddings.subarray(0, model.vocabulary.size * size);
  const nClusters = Math.min(nItemGroups, countDistinct(items, size, nItemGroups));
  const { labels } = kMeans(items, size, { nClusters, nInit: 1, maxIter: 30, seed });
  return { kindOf: labels, nKinds: nClusters, describe: `${nClusters} groups of items` };
}

/** Distinct rows, counted no farther than `enough`. */
function countDistinct(rows: Float32Array, size: number, enough: number): number {
  const distinct = new Set<string>();
  for (let from = 0; from < rows.length && distinct.size < enough; from += size) {
    distinct.add(rows.subarray(from, from + size).join());
  }
  return distinct.size;
}
