import { attributeWords, type ItemDescription, wordsOf } from '../../sequence/text.js';

/** The most words that one term holds: "hot water bottle". */
const maxWords = 3;

/** Words of fewer letters tell nothing: "of", "in", "2". */
const minLetters = 3;

/**
 * The terms that an item is known by: the words of its title and their runs of two and three, and its category, brand and
 * price as words of a kind of their own.
 *
 * Short words and numbers are left out; a word in -s is the one without, so that "bags" is "bag". Other languages lose
 * nothing but their own plurals.
 *
 * @returns each term once, in the order of the text; none for a description without words
 * @example titleTerms({ title: 'Set of 3 lunch bags' }) // ['set', 'set lunch', 'set lunch bag', 'lunch', 'lunch bag', 'bag']
 */
export function titleTerms(description: ItemDescription): string[] {
  const words = wordsOf(description.title ?? '')
    .filter((word) => word.length >= minLetters && !/^\p{N}+$/u.test(word))
    .map((word) => (/[^s]s$/u.test(word) && word.length > minLetters ? word.slice(0, -1) : word));
  const terms = new Set<string>();
  words.forEach((_, from) => {
    for (let to = from + 1; to <= Math.min(from + maxWords, words.length); to++) {
      terms.add(words.slice(from, to).join(' '));
    }
  });
  for (const word of attributeWords(description)) terms.add(word);
  return [...terms];
}
