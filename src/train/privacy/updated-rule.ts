import type { Privacy } from '../../encoder/artifact/manifest.js';
import { storedRule } from './stored-rule.js';

/**
 * Returns whether a model vouches for as many shoppers behind what it publishes as a rule asks for.
 *
 * @param former what the manifest of the model says, if anything
 */
export function isVouched(former: Privacy | undefined, rule: Privacy | undefined): boolean {
  return storedRule(former).minShoppers >= (rule?.minShoppers ?? 1);
}

/**
 * Returns the rule that an updated model can vouch for: items and quiet clusters of the earlier model stay in it, so that it
 * promises no more than that model did.
 */
export function updatedRule(former: Privacy | undefined, rule: Privacy | undefined): Privacy | undefined {
  if (!rule || isVouched(former, rule)) return rule;
  return { ...storedRule(former), countedBy: rule.countedBy };
}
