const smallWords = new Set([
  'a',
  'an',
  'and',
  'as',
  'at',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);
const shoutedWords = new Set(['LED', 'DIY', 'UK', 'VIP', 'TV', 'CD', 'DVD', 'BBQ', 'MDF', 'USB', 'XL', 'HRH']);

/** Abbreviations of the log, spelled out for people. */
const spelledOut = [
  [/\bS(?:ET)?\/\s*(\d+)/g, 'SET OF $1'],
  [/\bSET OF(\d)/g, 'SET OF $1'],
  [/\bASS(?:TD|ORTD|T)?\b\.?/g, 'ASSORTED'],
  [/\bHLDR\b/g, 'HOLDER'],
  [/\bT-?LIGHT\b/g, 'T-LIGHT'],
  [/\bDES(?:N|GN)?\b\.?/g, 'DESIGN'],
  [/\bDEC(?:RT|T)?\b\.?/g, 'DECORATION'],
  [/\bMULTICOL(?:OUR)?\b\.?/g, 'MULTICOLOUR'],
  [/\bW(?:\/\s*|\s(?=[A-Z]))/g, 'WITH '],
  [/\bANT\b/g, 'ANTIQUE'],
  [/\bCOL\b/g, 'COLOUR'],
  [/\bNECKLAC\b/g, 'NECKLACE'],
  [/\bBRACLET\b/g, 'BRACELET'],
  [/\bLGE?\b/g, 'LARGE'],
  [/\bSML\b/g, 'SMALL'],
  [/\bX-?MAS\b/g, 'CHRISTMAS'],
  [/\bNECKL\b\.?/g, 'NECKLACE'],
  [/\s*\+\s*/g, ' + '],
  [/\s*&\s*/g, ' & '],
  [/\s+,\s*|,(?=\S)/g, ', '],
];

/**
 * Turns a description of the log into a title as a shop would print it.
 *
 * @example toTitle('WHITE HANGING HEART T-LIGHT HOLDER') // 'White Hanging Heart T-Light Holder'
 * @example toTitle('SET/5 RED RETROSPOT LID GLASS BOWLS') // 'Set of 5 Red Retrospot Lid Glass Bowls'
 */
export function toTitle(description) {
  let text = description.toUpperCase();
  for (const [pattern, words] of spelledOut) text = text.replace(pattern, words);
  return text
    .replace(/["*?]/g, '')
    .split(/\s+/)
    .filter(Boolean)
    .map((word, i) => caseWord(word, i === 0))
    .join(' ')
    .replace(/[.,\s-]+$/, '');
}

function caseWord(word, isFirst) {
  if (shoutedWords.has(word)) return word;
  const lower = word.toLowerCase();
  if (smallWords.has(lower) && !isFirst) return lower;
  // Letters after a hyphen, slash or bracket start a word too; those after an apostrophe or a digit do not.
  return lower.replace(/(^|[-/(.])([a-z])/g, (_, before, letter) => before + letter.toUpperCase());
}
