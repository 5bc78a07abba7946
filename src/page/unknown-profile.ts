import type { Profile } from './api.js';

/**
 * Returns the profile of a shopper of whom no model says anything.
 *
 * @param eventCount events that are stored on the device
 */
export function unknownProfile(eventCount = 0): Profile {
  return { cluster: null, clusters: [], visits: [], eventCount, backend: null, model: null, encodeMs: null };
}
