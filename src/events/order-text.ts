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
  const grant = storage.getItem(`${namespace}:grant`);
  const [erasedUnder, upTo] = (storage.getItem(`${namespace}:erased`) ?? '').split(' ');
  const stamp = grant && orderStamp(grant, erasedUnder === grant ? Number(upTo) : 0);
  const text = storage.getItem(orderKey(namespace));
  return stamp && text?.startsWith(stamp) ? text.slice(stamp.length) : null;
}
