import type { Baseline, BaselineInput } from './baseline.js';
import { firstOrderMarkov } from './first-order-markov.js';
import { itemKnn } from './item-knn.js';
import { personalFrequency } from './personal-frequency.js';
import { popularity } from './popularity.js';

const fourWeeksMs = 28 * 86_400_000;

/** The methods to stand beside, by the name a table shows. */
export const baselines = {
  popularity: (input) => popularity(input),
  'popularity, 4 weeks': (input) => popularity(input, fourWeeksMs),
  'personal frequency': personalFrequency,
  'first-order Markov': firstOrderMarkov,
  'item-kNN': (input) => itemKnn(input, { historyWeight: 0 }),
  'item-kNN with history': (input) => itemKnn(input, { historyWeight: 0.3 }),
} satisfies Record<string, (input: BaselineInput) => Baseline>;

export type BaselineName = keyof typeof baselines;

/** Every baseline's name. */
export const baselineNames = Object.keys(baselines) as BaselineName[];
