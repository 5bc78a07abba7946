import { bpr } from './methods/bpr.js';
import { content } from './methods/content.js';
import { firstOrderMarkov } from './methods/first-order-markov.js';
import { itemKnn, itemKnnWithHistory } from './methods/item-knn.js';
import { ease, slist } from './methods/linear-item-model.js';
import { personalFrequency } from './methods/personal-frequency.js';
import { popularity, recentPopularity } from './methods/popularity.js';
import { sequentialRules } from './methods/sequential-rules.js';
import { sessionKnn } from './methods/session-knn.js';
import type { BaselineDefinition } from './sessions/baseline.js';

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
