/**
 * Returns plain data as JSON text. Prototype.js and its like give arrays a `toJSON` of their own, which would write each
 * list as text inside the text: here it is passed over.
 *
 * @example toJson({ itemIds: ['a'] }) // '{"itemIds":["a"]}'
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, untouched);
}

/** What stands under a key, before any `toJSON` has changed it. */
function untouched(this: Readonly<Record<string, unknown>>, key: string): unknown {
  return this[key];
}
