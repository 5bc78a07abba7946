/** Where two JSON values differ, as JSON texts. */
export interface Difference {
  /** The path of the field, with dots. */
  readonly field: string;
  readonly saved: string;
  readonly given: string;
}

/**
 * The first field, by its path, in which two JSON values differ.
 *
 * @example firstDifference({ a: { b: 1 } }, { a: { b: 2 } }) // { field: 'a.b', saved: '1', given: '2' }
 */
export function firstDifference(saved: unknown, given: unknown, field = ''): Difference | undefined {
  if (isRecord(saved) && isRecord(given)) {
    for (const key of new Set([...Object.keys(saved), ...Object.keys(given)])) {
      const difference = firstDifference(saved[key], given[key], field ? `${field}.${key}` : key);
      if (difference) return difference;
    }
    return undefined;
  }
  const texts = { saved: JSON.stringify(saved) ?? 'unset', given: JSON.stringify(given) ?? 'unset' };
  return texts.saved === texts.given ? undefined : { field, ...texts };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
