import { z } from 'zod';

/**
 * Returns the schema of a whole number that has bounds; its error states them, and not the value.
 *
 * @param least the smallest value allowed
 * @param most the largest value allowed
 * @example wholeNumber(1, 16).safeParse(0).error.issues[0].message // 'expected a whole number from 1 to 16'
 */
export function wholeNumber(least: number, most: number): z.ZodInt {
  const error = `expected a whole number ${describeBounds(least, most)}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

/**
 * Returns the schema of a number that has bounds; its error states them, and not the value. It refuses NaN and infinity.
 *
 * @param least the smallest value allowed
 * @param most the largest value allowed
 * @example boundedNumber(0, 0.9).safeParse(1).error.issues[0].message // 'expected a number from 0 to 0.9'
 */
export function boundedNumber(least: number, most: number): z.ZodNumber {
  const error = `expected a number ${describeBounds(least, most)}`;
  return z.number({ error }).min(least, { error }).max(most, { error });
}

/**
 * Returns bounds as error messages and docs/configuration.md state them.
 *
 * @example describeBounds(1, 10_000) // 'from 1 to 10,000'
 */
export function describeBounds(least: number, most: number): string {
  const [from, to] = [least, most].map((bound) => bound.toLocaleString('en-GB', { maximumFractionDigits: 12 }));
  return `from ${from} to ${to}`;
}

/** Seeds that can be told apart: the generator reads 32 bits from one, and more from none. */
export const largestSeed = 4_294_967_295;

/** The most passes over a log that anything may ask for. */
export const mostEpochs = 10_000;
