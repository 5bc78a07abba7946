import { normalizeQuery } from './query.js';

/** A shop's description of an item, which a model may never have met. */
export interface ItemDescription {
  readonly title?: string;
  readonly category?: string;
  readonly brand?: string;
  /** In the shop's currency. */
  readonly price?: number | null;
}

/**
 * The buckets of a text: one for each of its words, and one for each run of 4 letters of `<word>` (3 for words of up to
 * three letters), so that `mugs` shares most of its buckets with `mug`. Which words and runs share a bucket is chance.
 *
 * @returns places below `nBuckets`, in the order of the text, as often as they occur; none for a text without words
 * @see Bojanowski et al. 2017 (fastText), arXiv:1607.04606, section 3.2
 * @example textBuckets('mug', 1 << 30).length // 4: <mug>, <mu, mug, ug>
 */
export function textBuckets(text: string, nBuckets: number): number[] {
  return wordsOf(text).flatMap((word) => subwords(word).map((subword) => bucketOf(subword, nBuckets)));
}

/**
 * The buckets of what is known of an item beside its title: a category, a brand and a price are words of a kind of
 * their own each, the price in steps that double.
 *
 * @returns places below `nBuckets`, one for each thing known
 * @example attributeBuckets({ category: 'Mugs', price: 2.95 }, 4096).length // 2: category=mugs, price=2
 */
export function attributeBuckets(item: ItemDescription, nBuckets: number): number[] {
  return attributeWords(item).map((word) => bucketOf(word, nBuckets));
}

/**
 * Turns the fields of an item other than its title into words of a kind of their own.
 *
 * @example attributeWords({ category: 'Mugs', price: 2.95 }) // ['category=mugs', 'price=2']
 */
export function attributeWords({ category, brand, price }: ItemDescription): string[] {
  return [
    ...(category?.trim() ? [`category=${normalizeQuery(category)}`] : []),
    ...(brand?.trim() ? [`brand=${normalizeQuery(brand)}`] : []),
    ...(price && price > 0 ? [`price=${Math.round(Math.log2(price))}`] : []),
  ];
}

/**
 * The buckets of everything that is known of an item.
 *
 * @example itemBuckets({ title: 'mug', price: 2.95 }, 4096).length // 5
 */
export function itemBuckets(item: ItemDescription, nBuckets: number): number[] {
  return [...textBuckets(item.title ?? '', nBuckets), ...attributeBuckets(item, nBuckets)];
}

/**
 * The words of a text: runs of letters and digits of any script, without case.
 *
 * @example wordsOf('Red MUG, 2-pack') // ['red', 'mug', '2', 'pack']
 */
export function wordsOf(text: string): string[] {
  return normalizeQuery(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Words of up to this many letters are taken apart into shorter runs. */
const shortWord = 3;

function subwords(word: string): string[] {
  const whole = `<${word}>`;
  const letters = [...whole];
  const length = letters.length - 2 > shortWord ? 4 : 3;
  const runs = letters.slice(length - 1).map((_, from) => letters.slice(from, from + length).join(''));
  // The only run of a single letter is the word itself.
  return runs.length > 1 ? [whole, ...runs] : [whole];
}

const encoder = new TextEncoder();

/** @see FNV-1a in 32 bits, draft-eastlake-fnv: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function bucketOf(word: string, nBuckets: number): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(word)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % nBuckets;
}
