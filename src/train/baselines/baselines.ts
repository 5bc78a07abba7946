import type { BaselineDefinition } from './baseline.js';
import { bpr } from './bpr.js';
import { content } from './content.js';
import { firstOrderMarkov } from './first-order-markov.js';
import { itemKnn, itemKnnWithHistory } from './item-knn.js';
import { ease, slist } from './linear-item-model.js';
import { personalFrequency } from './personal-frequency.js';
import { popularity, recentPopularity } from './popularity.js';
import { sequentialRules } from './sequential-rules.js';
import { sessionKnn } from './session-knn.js';

/** The methods to stand beside, by the name a table shows. */
export const baselines = {
  popularity,
  'recent popularity': recentPopularity,
  'personal frequency': personalFrequency,
  'first-order Markov': firstOrderMarkov,
  'sequential rules': sequentialRules,
  'item-kNN': itemKnn,
  'item-kNN with history': itemKnnWithHistory,
  'V-SkNN': sessionKnn,
  'BPR-MF': bpr,
  'TF-IDF content': content,
  EASE: ease,
  SLIST: slist,
} as const;

export type BaselineName = keyof typeof baselines;

/** Every baseline's name. */
export const baselineNames = Object.keys(baselines) as BaselineName[];

/** Those that cost nothing, which are always shown. */
export const quickBaselines: readonly BaselineName[] = ['popularity', 'first-order Markov', 'item-kNN'];

/** A baseline whatever its options are. */
export function baselineOf(name: BaselineName): BaselineDefinition {
  // Methods take their parameters bivariantly: options go back only to the baseline that they came from.
  return baselines[name] as unknown as BaselineDefinition;
}
