/**
 * Makes the id of a new event: 128 random bits as hexadecimal text.
 *
 * It comes from the browser and not from the seeded generator: two tabs must never agree on an id. `crypto.randomUUID` is
 * missing on plain HTTP and in Firefox 93.
 */
export function createEventId(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  return bytes.map((byte) => (byte + 256).toString(16).slice(1)).join('');
}
