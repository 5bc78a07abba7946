import { VitrineError } from '../../errors.js';
import { describeBounds, largestSeed } from '../config/number-options.js';

/** What the command line holds, as its parser gives it: text, numbers, booleans, or arrays where one is repeated. */
export type RawOptions = Readonly<Record<string, unknown>>;

/**
 * Rejects options that a command does not have.
 *
 * @param known camelCase names
 * @throws VitrineError `OPTION_INVALID` listing the valid ones
 */
export function rejectUnknown(command: string, options: RawOptions, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => name !== '--' && !known.includes(name));
  if (unknown === undefined) return;
  const dashed = (name: string) => (name.length === 1 ? `-${name}` : `--${toDashed(name)}`);
  throw new VitrineError(
    'OPTION_INVALID',
    `${command} has no option ${dashed(unknown)}, expected: ${known.map(dashed).join(' ')}`,
  );
}

/**
 * One text, or undefined when the option is absent.
 *
 * @throws VitrineError `OPTION_INVALID` when it is repeated or has no value
 */
export function textOption(options: RawOptions, name: string): string | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw new VitrineError('OPTION_INVALID', `--${toDashed(name)} needs one value`);
}

/** As `textOption`, for an option that the command cannot do without. */
export function requiredText(options: RawOptions, name: string, example: string): string {
  const value = textOption(options, name);
  if (value === undefined) throw new VitrineError('OPTION_INVALID', `--${toDashed(name)} is missing: give ${example}`);
  return value;
}

/** All values of an option that may be repeated. */
export function listOption(options: RawOptions, name: string): string[] {
  const value = options[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((one) => requiredText({ [name]: one }, name, 'a value'));
}

/**
 * Returns a whole number, or undefined when the option is absent.
 *
 * @throws VitrineError `OPTION_INVALID` for anything else or a number out of bounds
 */
export function integerOption(options: RawOptions, name: string, least: number, most: number): number | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const value = toWholeNumber(text);
  if (value >= least && value <= most) return value;
  throw new VitrineError(
    'OPTION_INVALID',
    `--${toDashed(name)} is "${text}", expected a whole number ${describeBounds(least, most)}`,
  );
}

/** Returns the option `--seed`, or undefined when it is absent; throws as `integerOption`. */
export function seedOption(options: RawOptions): number | undefined {
  return integerOption(options, 'seed', 0, largestSeed);
}

/**
 * One of a few names, or undefined when the option is absent.
 *
 * @throws VitrineError `OPTION_INVALID` listing the names for any other
 */
export function choiceOption<Name extends string>(
  options: RawOptions,
  name: string,
  choices: readonly Name[],
): Name | undefined {
  const text = textOption(options, name);
  const choice = choices.find((known) => known === text);
  if (choice !== undefined || text === undefined) return choice;
  throw new VitrineError(
    'OPTION_INVALID',
    `there is no ${toDashed(name)} "${text}", expected one of: ${choices.join(', ')}`,
  );
}

/**
 * Returns whole numbers with commas between, each once, or undefined when the option is absent.
 *
 * @throws VitrineError `OPTION_INVALID` for anything else, a number out of bounds, and more numbers than a table has room for
 */
export function numbersOption(
  options: RawOptions,
  name: string,
  { least = 1, most, example }: { readonly least?: number; readonly most: number; readonly example: string },
): number[] | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const numbers = [...new Set(text.split(',').map(toWholeNumber))];
  if (numbers.length <= mostNumbers && numbers.every((k) => k >= least && k <= most)) return numbers;
  throw new VitrineError(
    'OPTION_INVALID',
    `--${toDashed(name)} is "${text}", expected whole numbers ${describeBounds(least, most)}, ` +
      `${mostNumbers} at most, such as ${example}`,
  );
}

/** Numbers in one list: each makes a table or a fit of its own. */
const mostNumbers = 50;

/** NaN for what is written in any other way than by digits. */
function toWholeNumber(text: string): number {
  return /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function toDashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
