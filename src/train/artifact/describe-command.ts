import { fileNameOf } from '../files/file-name.js';

/** Options whose values name files or folders; words without an option do, too. */
const pathOptions: readonly string[] = [
  'events',
  'items',
  'out',
  'model',
  'config',
  'log',
  'space',
  'journal',
  'write-config',
  'baseline-options',
];

/** Options that change nothing of what a command comes to. */
const silentOptions: readonly string[] = ['resume', 'verbose'];

/**
 * Returns a command line as a model publishes it: files and folders by their names alone, whatever way they are written in. A
 * machine's folders, its users, and addresses with passwords are nobody's business.
 *
 * A training that was resumed gives what one that was not gives, so `--resume` is left out.
 *
 * @param words the command line without the program
 * @example describeCommand(['train', '--events=/home/ada/log.csv', '--seed', '7']) // 'vitrine train --events=log.csv --seed 7'
 */
export function describeCommand(words: readonly string[]): string {
  const [command = '', ...rest] = words;
  const told = rest.flatMap((word, i) => {
    const [, dashes = '', name = '', value] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (silentOptions.includes(toDashed(name))) return [];
    if (dashes !== '') return [value === undefined ? word : `${dashes}${name}=${shorten(name, value)}`];
    const [, before = ''] = /^--?([^=]+)$/.exec(rest[i - 1] ?? '') ?? [];
    return [shorten(before, word)];
  });
  return ['vitrine', command, ...told].map(quoteWord).join(' ');
}

/** The values of options that name no file stay as they are, unless they look like a place on a machine all the same. */
function shorten(option: string, value: string): string {
  const isPath = option === '' || pathOptions.includes(toDashed(option)) || /^[/\\~]|^[a-z]:[/\\]|:\/\//i.test(value);
  return isPath ? fileNameOf(value) : value;
}

/** cac takes `--writeConfig` for `--write-config`. */
function toDashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function quoteWord(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
