import type { Privacy } from '../../encoder/manifest.js';

/**
 * Returns whether a model vouches for as many shoppers behind what it publishes as a rule asks for.
 *
 * @param former the rule that the model was made by, if any
 */
export function isVouched(former: Privacy | undefined, rule: Privacy | undefined): boolean {
  return leastOf(former) >= leastOf(rule);
}

/**
 * Returns the rule that an updated model can vouch for: items and quiet clusters of the earlier model stay in it, so that it
 * promises no more than that model did.
 */
export function updatedRule(former: Privacy | undefined, rule: Privacy | undefined): Privacy | undefined {
  if (!rule || isVouched(former, rule)) return rule;
  const { countedBy } = rule;
  return { minShoppers: leastOf(former), groups: former?.groups ?? 1, countedBy };
}

/** A manifest may hold anything: what is no number vouches for nobody. */
function leastOf(rule: Privacy | undefined): number {
  const least = rule?.minShoppers;
  return Number.isSafeInteger(least) ? (least ?? 1) : 1;
}
