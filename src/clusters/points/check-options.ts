import { VitrineError } from '../../errors.js';

/**
 * Checks options that count something.
 *
 * @throws VitrineError `OPTION_INVALID` for one that is no whole number from 1
 * @example checkCounts({ nClusters: 0 }); // throws: "nClusters is 0, expected a whole number from 1"
 */
export function checkCounts(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Number.isInteger(value) || value < 1) throw invalidOption(name, value, 'a whole number from 1');
  }
}

/** @example invalidOption('tol', -1, 'a number from 0').message // 'tol is -1, expected a number from 0' */
export function invalidOption(name: string, value: unknown, expected: string): VitrineError {
  return new VitrineError('OPTION_INVALID', `${name} is ${value}, expected ${expected}`);
}

/**
 * Checks that there are as many distinct points as clusters asked for.
 *
 * @param points row-major, [n, size]
 * @throws VitrineError `OPTION_INVALID` for `nClusters` out of range, `DATA_TOO_SMALL` for fewer distinct points
 */
export function checkDistinct(points: Float32Array, size: number, nClusters: number): void {
  checkCounts({ nClusters });
  const distinct = new Set<string>();
  for (let from = 0; from < points.length && distinct.size < nClusters; from += size) {
    distinct.add(points.subarray(from, from + size).join());
  }
  if (distinct.size < nClusters) throw tooFewDistinct(distinct.size, nClusters);
}

/** @example tooFewDistinct(3, 5).message // 'there are 3 distinct points for 5 clusters: ask for at most 3' */
export function tooFewDistinct(nDistinct: number, nClusters: number): VitrineError {
  return new VitrineError(
    'DATA_TOO_SMALL',
    `there are ${nDistinct} distinct points for ${nClusters} clusters: ask for at most ${nDistinct}`,
  );
}
