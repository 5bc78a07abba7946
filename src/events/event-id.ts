/**
 * Makes the id of a new event: 128 random bits as a UUID or as hexadecimal text.
 *
 * It comes from the browser and not from the seeded generator: two tabs must never agree on an id.
 * `crypto.randomUUID` is missing on plain HTTP and in Firefox 93.
 */
export function createEventId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  // `Array.from` is another function where Prototype.js or MooTools is on the page.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
