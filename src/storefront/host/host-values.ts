/** Longest text that is read; longer ids are mistakes, longer searches are cut. */
export const maxTextLength = 256;

/** Most items that are read of one event of a shop's: as many as GA4 takes. */
export const maxItems = 200;

/** Any object of the host page's, to be looked at and never changed. */
export type HostObject = Readonly<Record<string, unknown>>;

/**
 * A value as an object; an empty one where it is none.
 *
 * @example toObject(null) // {}
 */
export function toObject(value: unknown): HostObject {
  return typeof value === 'object' && value !== null ? (value as HostObject) : {};
}

/**
 * A list of at most `maxItems` values: a single one stands for a list of one, holes and nulls are left out.
 *
 * @example toList(['a', null, 'b']) // ['a', 'b']
 */
export function toList(value: unknown): unknown[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((each) => each !== undefined && each !== null).slice(0, maxItems);
}

/**
 * Text, trimmed; a number counts as text. Undefined for anything else, for nothing, and for what is too long.
 *
 * @example toText(85123) // '85123'
 */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text.length > 0 && text.length <= maxTextLength ? text : undefined;
}

/**
 * A number, 0 or more, also one written as text; undefined for anything else.
 *
 * @example toCount('2') // 2
 */
export function toCount(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/**
 * The first of several fields that an object has.
 *
 * @example firstOf({ sku: '', id: 7 }, ['sku', 'id'], toText) // '7'
 */
export function firstOf<T>(
  object: HostObject,
  names: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  for (const name of names) {
    const value = read(object[name]);
    if (value !== undefined) return value;
  }
  return undefined;
}
