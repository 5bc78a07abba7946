/** Where the order record lives in localStorage. */
export const orderKey = (namespace: string): string => `${namespace}:order`;

/**
 * Returns what an order record's text begins with: the id of the grant that it was made under, and the time of the last
 * erasure under that grant (ms since 1970, or 0). After either has changed, the record counts no more.
 */
export const orderStamp = (grant: string, erasedUpTo: number): string => `${grant} ${erasedUpTo} `;

/**
 * Reads the text of the order record that the shopper's consent still covers, from localStorage alone: no other part of
 * Vitrine need be there.
 *
 * @returns null where there is none, it was made under another grant, or something was erased since
 * @throws whatever localStorage throws
 */
export function readOrderText(namespace: string, storage: Storage): string | null {
  const read = (key: string) => storage.getItem(`${namespace}:${key}`);
  return coveredText(read('grant'), read('erased'), read('order'));
}

/** Returns a record's text without its stamp; null where that is another one than these values of localStorage ask for. */
export function coveredText(grant: string | null, erased: string | null, text: string | null): string | null {
  const stamp = erased?.startsWith(`${grant} `) ? `${erased} ` : `${grant} 0 `;
  return grant && text?.startsWith(stamp) ? text.slice(stamp.length) : null;
}
