import { dayMs } from '../../half-life.js';

/**
 * A seed for `explore` that stays the same for one shopper and one day (UTC), so that a page looks the same all visit.
 *
 * @param shopper anything that tells shoppers of this shop apart, such as a number that the shop drew once and keeps
 * on the device
 * @param now ms since 1970. Default: the device's clock
 * @returns an integer of 32 bits
 * @example dailySeed('a', Date.parse('2026-01-01T08:00Z')) === dailySeed('a', Date.parse('2026-01-01T20:00Z')) // true
 */
export function dailySeed(shopper: string | number, now: number = Date.now()): number {
  return hashText(`${shopper} ${Math.floor(now / dayMs)}`);
}

/**
 * Text as an integer of 32 bits.
 *
 * @see FNV-1a over UTF-16 units, draft-eastlake-fnv: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 * @example hashText('a') // 3826002220
 */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
