import type { Privacy } from '../../encoder/artifact/manifest.js';
import { privacyRule } from '../config/privacy-options.js';

/**
 * Returns the rule that a manifest tells of, as `privacyRule` would have made it. A manifest comes from outside and may hold
 * anything: what is no whole number vouches for nobody, and what it says of groups follows from the number alone.
 */
export function storedRule(told: Privacy | undefined): Privacy {
  const least = told?.minShoppers;
  const minShoppers = least !== undefined && Number.isSafeInteger(least) && least > 0 ? least : 1;
  return privacyRule({ minShoppers }, told?.countedBy === 'session' ? 'session' : 'shopper');
}
