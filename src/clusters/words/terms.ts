/**
 * English words without a meaning of their own. Those of other languages, and a shop's own ("set", "pack"), are told
 * by how many titles they stand in, see `tfIdf`.
 */
const functionWords = new Set(
  'a an and as at by for from in into is it its no of off on or our s so that the this to up we with x you your'.split(
    ' ',
  ),
);

/** The most words one term holds: "hot water bottle". */
const maxWords = 3;

/**
 * The terms of each title: its words, and its runs of two and three neighbouring words, in lower case.
 *
 * Numbers, punctuation and function words end a run and are left out. A plural in -s counts as its singular where some
 * title has that, so that "bags" is "bag" but "christmas" stays.
 *
 * @param titles [n]
 * @returns terms with their repetitions, [n]
 * @example findTerms(['LUNCH BAGS, SET/3', 'A red bag']) // [['lunch', 'lunch bag', 'bag', 'set'], ['red', 'red bag', 'bag']]
 */
export function findTerms(titles: readonly string[]): string[][] {
  const phrases = titles.map(splitPhrases);
  const vocabulary = new Set(phrases.flat(2));
  const fold = (word: string) => {
    const singular = word.slice(0, -1);
    return word.endsWith('s') && word.length > 3 && vocabulary.has(singular) ? singular : word;
  };
  return phrases.map((ofTitle) => ofTitle.flatMap((words) => runsOf(words.map(fold))));
}

function runsOf(words: readonly string[]): string[] {
  return words.flatMap((_, from) => {
    const lengths = Array.from({ length: Math.min(maxWords, words.length - from) }, (_, i) => i + 1);
    return lengths.map((length) => words.slice(from, from + length).join(' '));
  });
}

/** The runs of words that stand side by side: 'RED T-LIGHT, BOX OF 3 CARDS' gives [['red', 't-light'], ['box'], ['cards']]. */
function splitPhrases(title: string): string[][] {
  const phrases: string[][] = [[]];
  const pieces = title.normalize('NFKC').toLowerCase().match(wordOrBreak) ?? [];
  for (const piece of pieces) {
    const isWord = /^\p{L}/u.test(piece) && !functionWords.has(piece);
    if (isWord) phrases[phrases.length - 1].push(piece);
    else phrases.push([]);
  }
  return phrases.filter((words) => words.length > 0);
}

/** A word, with what joins its parts ("t-light", "poppy's", "charlie+lola"), or anything else but space. */
const wordOrBreak = /\p{L}[\p{L}\p{M}]*(?:['’+&-]\p{L}[\p{L}\p{M}]*)*|[^\s\p{L}]+/gu;
