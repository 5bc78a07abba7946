import type { RawOptions } from './options.js';

/** A private character of Unicode: no file, column or option has it at its start. */
const mark = '\uE000';

/**
 * Marks the words of a command line that the parser would turn into numbers: a folder `007` is not the folder `7`.
 *
 * @param argv the words, the program first
 * @see https://github.com/lukeed/mri, which cac has inside: whatever `+value` makes finite becomes a number
 * @example markNumbers(['--out=007', '2024.10']) // ['--out=\uE000007', '\uE0002024.10']
 */
export function markNumbers(argv: readonly string[]): string[] {
  const isNumber = (text: string) => text !== '' && Number.isFinite(Number(text));
  return argv.map((word) => {
    const [, name = '', value = word] = /^(--?[^=]+=)(.*)$/s.exec(word) ?? [];
    const isValue = name !== '' || !word.startsWith('-');
    return isValue && isNumber(value) ? `${name}${mark}${value}` : word;
  });
}

/** Returns parsed options with the words as they were written. */
export function unmarkOptions(options: RawOptions): RawOptions {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, Array.isArray(value) ? value.map(unmark) : unmark(value)]),
  );
}

/** Returns a parsed word as it was written; what is no text stays as it is. */
export function unmark<Value>(word: Value | string): Value | string {
  return typeof word === 'string' && word.startsWith(mark) ? word.slice(mark.length) : word;
}
