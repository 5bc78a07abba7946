import { createRandom } from '../random.js';
import type { Dataset } from './dataset.js';
import { heldOutSessions } from './held-out-sessions.js';
import { basketCompletionCases } from './protocols/basket-completion.js';
import type { EvaluationCase } from './protocols/evaluation-case.js';
import { lastItemCases } from './protocols/last-item.js';
import { leaveOneOutCases } from './protocols/leave-one-out.js';
import { nextBasketCases } from './protocols/next-basket.js';
import type { SessionOfShopper } from './protocols/sessions.js';

/** Cases of each kind at most: validation runs after every epoch. */
const maxCases = 1500;

/**
 * The cases that training is steered by, from the validation period: how a session goes on (its last item; where the
 * steps of a session share one time, a random one) and how a known shopper's next session begins. Where the split
 * leaves one step of each shopper out, it is that step alone.
 *
 * @returns both kinds; either may be empty, not both unless the period gives nothing to predict
 */
export function validationCases(
  dataset: Pick<Dataset, 'shoppers' | 'split'>,
  seed: number,
): { within: EvaluationCase[]; next: EvaluationCase[] } {
  const random = createRandom(seed);
  const sample = (cases: EvaluationCase[]) => random.shuffle(cases).slice(0, maxCases);
  const sessions = heldOutSessions(dataset, 'validation');
  if (dataset.split.kind === 'leave-one-out') return { within: sample(leaveOneOutCases(sessions)), next: [] };
  const nUnordered = sessions.filter(isUnordered).length;
  const within = nUnordered > sessions.length / 2 ? basketCompletionCases(sessions, random) : lastItemCases(sessions);
  return { within: sample(within), next: sample(nextBasketCases(sessions)) };
}

function isUnordered({ steps }: SessionOfShopper): boolean {
  return steps.every(({ time }) => time === steps[0].time);
}
