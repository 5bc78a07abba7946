import type { Exposure } from '../../../src/ranking/position-bias/exposure.js';

/** What was shown and clicked at a place, at time 0. */
export function exposureOf(itemId: string, place: number, shown: number, clicks: number): Exposure {
  return { itemId, place, shown, clicks, at: 0 };
}
