import { kindOf, VitrineError } from '../errors.js';

/** Most entries that a list of the page's may have: far more than any page shows. */
export const maxListLength = 10_000;

/**
 * Reads one option of a call, checked and copied. Any object of the page's may come here: frozen or reactive ones, and
 * ones whose getters throw.
 *
 * @param expected what the option may be, in words
 * @param parse returns a plain copy of the option; undefined for what it may not be
 * @param fallback stands for an option that is absent or null
 * @throws VitrineError `OPTION_INVALID` that names the option, and says of its value only what kind it is
 * @example readOption({ slot: 'home' }, 'slot', 'text', String, '') // 'home'
 */
export function readOption<T>(
  options: unknown,
  name: string,
  expected: string,
  parse: (value: unknown) => T | undefined,
  fallback?: T,
): T {
  let found = 'not readable';
  try {
    const value = (options as Readonly<Record<string, unknown>> | null | undefined)?.[name] ?? undefined;
    found = kindOf(value);
    const parsed = value === undefined ? fallback : parse(value);
    if (parsed !== undefined) return parsed;
  } catch {
    // A getter or a proxy of the page's failed.
  }
  throw new VitrineError('OPTION_INVALID', `${name} is ${found}, expected ${expected}`);
}

/**
 * Reads an option that is a number from 0 to `max`.
 *
 * @throws VitrineError `OPTION_INVALID`
 */
export function readNumber(options: unknown, name: string, max: number, fallback: number): number {
  const parse = (value: unknown) => (typeof value === 'number' && value >= 0 && value <= max ? value : undefined);
  return readOption(options, name, `a number from 0 to ${max}`, parse, fallback);
}

/** Takes functions. */
export const toFunction = <F>(value: unknown) => (typeof value === 'function' ? (value as F) : undefined);

/**
 * Copies a list of the page's into a plain array, entry by entry; undefined for what is no list, and for one that is longer
 * than `maxListLength`.
 *
 * @throws what the list itself throws; TypeError for null
 */
export function copyList(list: unknown): unknown[] | undefined {
  if (typeof list !== 'object') return undefined;
  const copy: unknown[] = [];
  if (Array.isArray(list)) {
    const { length } = list;
    if (length > maxListLength) return undefined;
    for (let i = 0; i < length; i++) copy[i] = list[i];
  } else for (const each of list as Iterable<unknown>) if (copy.push(each) > maxListLength) return undefined;
  return copy;
}

/** Longest id or description that is read: each is copied to the worker. */
export const maxTextLength = 1000;

/** Takes text, and numbers as text; what is longer than `maxTextLength` is cut. */
export function toId(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? `${value}`.slice(0, maxTextLength) : undefined;
}

/** Takes lists of ids. */
export function toIds(value: unknown): string[] | undefined {
  const ids = copyList(value)?.map(toId);
  return ids?.every((id) => id !== undefined) ? ids : undefined;
}
