import { VitrineError } from '../../errors.js';
import { createRandom } from '../../random.js';
import type { Dataset } from '../dataset/dataset.js';
import { heldOutSessions } from '../dataset/held-out-sessions.js';
import type { SessionOfShopper } from '../dataset/session-of-shopper.js';
import { basketCompletionCases } from './basket-completion.js';
import type { EvaluationCase } from './evaluation-case.js';
import { lastItemCases } from './last-item.js';
import { leaveOneOutCases } from './leave-one-out.js';
import { nextBasketCases } from './next-basket.js';

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

/** Returns whether validation asks for an item that the model can know: without one it measures nothing. */
export function hasValidationCases(dataset: Pick<Dataset, 'shoppers' | 'split'>, seed: number): boolean {
  const { within, next } = validationCases(dataset, seed);
  return [...within, ...next].some(({ targets }) => targets.some((target) => target >= 0));
}

/**
 * Checks that validation gives something to predict, before a training that could not choose its epochs.
 *
 * @param name what the period is called in the message
 * @throws VitrineError `DATA_TOO_SMALL` saying what validation has and what would give it a case
 */
export function requireValidationCases(
  dataset: Pick<Dataset, 'shoppers' | 'split'>,
  seed: number,
  name = 'validation',
): void {
  if (hasValidationCases(dataset, seed)) return;
  const nSessions = heldOutSessions(dataset, 'validation').length;
  const sessions = `${nSessions} ${nSessions === 1 ? 'session' : 'sessions'}`;
  throw new VitrineError(
    'DATA_TOO_SMALL',
    `${name} has ${sessions} and no case to predict, which training is steered by: expected a session of two known items or ` +
      'more, or another visit of a known shopper; bring more data, or give validation more of the log (split.validationShare, ' +
      'split.validationFrom and split.testFrom)',
  );
}

function isUnordered({ steps }: SessionOfShopper): boolean {
  return steps.every(({ time }) => time === steps[0].time);
}
