import type { Privacy } from '../../encoder/artifact/manifest.js';
import type { TrainedEncoder } from '../encoder-training/train-encoder.js';
import { storedRule } from '../privacy/stored-rule.js';
import { isVouched } from '../privacy/updated-rule.js';
import type { CompletedModel } from './complete-model.js';

/** Returns what the rule took from a model that was trained under it, in words; nothing where it was off. */
export function describeRule(
  rule: Privacy | undefined,
  { nUnsharedPairs }: Pick<TrainedEncoder, 'nUnsharedPairs'>,
  { nDissolved, model }: Pick<CompletedModel, 'nDissolved' | 'model'>,
): string | undefined {
  if (!rule || rule.minShoppers === 1) return undefined;
  const { minShoppers, groups, countedBy } = rule;
  const counted = countedBy === 'shopper' ? 'shoppers' : 'sessions, each taken for a shopper';
  const lines = [
    `at least ${minShoppers} ${counted} are behind every item and pair, and ${groups} behind every cluster:`,
    `${nUnsharedPairs.toLocaleString('en-GB')} pairs of companions left out`,
    ...(nDissolved > 0 ? [`${nDissolved} clusters dissolved, since too few shoppers were in one`] : []),
    ...(model.clusters.summaries.length === 0 ? ['no clusters: the log has too few shoppers for one'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Returns what a model promises by its manifest, in words. */
export function describeStoredRule(told: Privacy | undefined): string {
  const { minShoppers, groups, countedBy } = storedRule(told);
  if (minShoppers === 1) return 'no least number of shoppers behind what is published';
  return `at least ${minShoppers} ${countedBy}s behind an item or a pair, ${groups} behind a cluster`;
}

/** Returns a warning for whoever switches the rule off; nothing where it is on. */
export function warnOfNoRule(rule: Privacy | undefined): string | undefined {
  if (rule?.minShoppers !== 1) return undefined;
  return (
    'warning: privacy.minShoppers is 1, so that the model may publish what a single shopper did, and every visitor can ' +
    'read it; 5 is the default'
  );
}

/** Returns a warning where an updated model can promise no more than the earlier one; nothing where it can. */
export function describeUpdatedRule(former: Privacy | undefined, rule: Privacy | undefined): string | undefined {
  if (!rule || isVouched(former, rule)) return warnOfNoRule(rule);
  return (
    `warning: the model was made with privacy.minShoppers ${storedRule(former).minShoppers}, below ${rule.minShoppers}: its items and ` +
    'clusters stay, so that the updated model promises no more than it does; train anew for that. Of its pairs of ' +
    'companions only those stay that the new log has enough shoppers for'
  );
}
