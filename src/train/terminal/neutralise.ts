/**
 * Characters that a terminal obeys, or that make text look other than it is: control characters of both sets, marks that turn
 * the direction of text, line separators, characters without width, tags, and half surrogate pairs. Line ends and tabs are not
 * among them. Joiners (U+200C, U+200D) stay: some scripts cannot be written without them.
 *
 * @see https://trojansource.codes for marks of direction, https://unicode.org/reports/tr36/ for the rest
 */
const commands = /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{E0000}-\u{E0FFF}]/gu;

/**
 * Returns text that may be printed on a terminal: what it would obey is written as `\u001b`. Line ends and tabs stay.
 *
 * JSON means the same before and after: its texts may be written so.
 *
 * @example neutralise('red: \u001B[31m') // 'red: \\u001b[31m'
 */
export function neutralise(text: string): string {
  return text.replace(commands, escapeUnits);
}

/** Returns text that may be printed as a part of one line: line ends and tabs are escaped, too. */
export function neutraliseLine(text: string): string {
  return neutralise(text).replace(/[\n\t]/g, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
}
