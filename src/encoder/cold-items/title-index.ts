import { describeItem } from '../artifact/catalog.js';
import type { Catalog } from '../artifact/manifest.js';
import { titleTerms } from './title-terms.js';

/** Finds the items of a catalogue that read like a description. */
export interface TitleIndex {
  /**
   * Reads up to `count` more items of the catalogue.
   *
   * @returns whether all are read: nothing is found before
   */
  read(count: number): boolean;
  /**
   * How alike each item of the catalogue reads: the cosine of TF-IDF weights over the terms that the catalogue has.
   *
   * @param terms see `titleTerms`
   * @returns in [0, 1], [nItems], overwritten by the next call; null where no item shares a term, or not all are read
   */
  likeness(terms: readonly string[]): Float32Array | null;
}

/** The items that have a term. */
interface Holders {
  readonly items: number[];
  /** Inverse document frequency, squared; 0 until all items are read. */
  weight: number;
}

/**
 * Makes an inverted index over what the items of a catalogue are called; it reads nothing yet.
 *
 *     idf(t) = ln((1 + nItems) / (1 + items that have t)) + 1
 *
 * @see Salton and Buckley 1988, doi:10.1016/0306-4573(88)90021-0
 * @example
 * const index = createTitleIndex({ itemIds: ['a', 'b'], titles: ['Red mug', 'Blue bag'] })
 * index.read(2) // true
 * index.likeness(['mug']) // [.58, 0]
 */
export function createTitleIndex(catalog: Catalog): TitleIndex {
  const nItems = catalog.itemIds.length;
  const holders = new Map<string, Holders>();
  /** Of each item's vector. */
  const lengths = new Float32Array(nItems);
  const likeness = new Float32Array(nItems);
  let nRead = 0;

  const weighTerms = () => {
    for (const term of holders.values()) {
      term.weight = (Math.log((1 + nItems) / (1 + term.items.length)) + 1) ** 2;
      for (const item of term.items) lengths[item] += term.weight;
    }
    for (let item = 0; item < nItems; item++) lengths[item] = Math.sqrt(lengths[item]);
  };

  return {
    read(count) {
      if (nRead === nItems) return true;
      const end = Math.min(nItems, nRead + count);
      for (; nRead < end; nRead++) {
        for (const term of titleTerms(describeItem(catalog, nRead))) {
          const known = holders.get(term);
          if (known) known.items.push(nRead);
          else holders.set(term, { items: [nRead], weight: 0 });
        }
      }
      if (nRead === nItems) weighTerms();
      return nRead === nItems;
    },
    likeness(terms) {
      const shared = terms.flatMap((term) => holders.get(term) ?? []);
      if (nRead < nItems || shared.length === 0) return null;
      likeness.fill(0);
      let square = 0;
      for (const { items, weight } of shared) {
        square += weight;
        for (const item of items) likeness[item] += weight;
      }
      const length = Math.sqrt(square);
      for (let item = 0; item < nItems; item++) {
        if (likeness[item] > 0) likeness[item] /= length * lengths[item];
      }
      return likeness;
    },
  };
}
