import { findTerms } from '../../clusters/words/terms.js';
import { tfIdf } from '../../clusters/words/tf-idf.js';
import type { Catalog } from '../../encoder/artifact/manifest.js';

/** What the items of a catalogue are called, as sparse vectors of length 1. */
export interface TitleVectors {
  readonly nTerms: number;
  /** For each item its terms, ascending, with their weights; empty for one without words, [nItems]. */
  readonly items: readonly { readonly terms: Int32Array; readonly weights: Float64Array }[];
}

/**
 * The TF-IDF vectors of the items' titles, with their category as a term of its own. They belong to no method, so that
 * all can be measured by them.
 *
 * @returns undefined for a catalogue without titles and categories
 */
export function titleVectors({ itemIds, titles, categories }: Catalog): TitleVectors | undefined {
  if (!titles && !categories) return undefined;
  const words = titles ? findTerms(titles) : itemIds.map(() => []);
  const documents = words.map((terms, item) =>
    categories?.[item] ? [...terms, `category ${categories[item]}`] : terms,
  );
  const { terms, documents: items } = tfIdf(documents);
  return { nTerms: terms.length, items };
}

/** The cosine of two items; 1 for an item without words and itself, 0 for it and any other. */
export function titleCosine({ items }: TitleVectors, a: number, b: number): number {
  if (a === b) return 1;
  const [one, other] = [items[a], items[b]];
  let sum = 0;
  for (let i = 0, j = 0; i < one.terms.length && j < other.terms.length; ) {
    if (one.terms[i] === other.terms[j]) sum += one.weights[i++] * other.weights[j++];
    else if (one.terms[i] < other.terms[j]) i++;
    else j++;
  }
  return sum;
}
