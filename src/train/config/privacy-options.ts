import { z } from 'zod';
import { minSharedBy } from '../../clusters/words/meetings.js';
import type { Privacy } from '../../encoder/artifact/manifest.js';
import { wholeNumber } from './number-options.js';

/** `privacy` in vitrine.config.json: how many shoppers must stand behind what a model tells, since every visitor can read it. */
export const privacyOptions = z.strictObject({
  /**
   * Distinct shoppers behind every item and every pair of companions that is published. What describes a group of
   * shoppers asks for 20 of them, or for this many where it is more. 1 switches the rule off.
   */
  minShoppers: wholeNumber(1, 1_000_000).default(5),
});

export type PrivacyOptions = z.infer<typeof privacyOptions>;

/**
 * Returns the rule that a model is made by, as its manifest tells it.
 *
 * @param countedBy what stands for one person in the log
 * @example privacyRule({ minShoppers: 5 }, 'shopper') // { minShoppers: 5, groups: 20, countedBy: 'shopper' }
 */
export function privacyRule({ minShoppers }: PrivacyOptions, countedBy: Privacy['countedBy']): Privacy {
  return { minShoppers, groups: minShoppers === 1 ? 1 : Math.max(minSharedBy, minShoppers), countedBy };
}
