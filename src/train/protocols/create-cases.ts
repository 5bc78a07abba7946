import { VitrineError } from '../../errors.js';
import { createRandom } from '../../random.js';
import type { Shopper } from '../dataset.js';
import { basketCompletionCases } from './basket-completion.js';
import type { EvaluationCase } from './evaluation-case.js';
import { everyPrefixCases } from './every-prefix.js';
import { lastItemCases } from './last-item.js';
import { nextBasketCases } from './next-basket.js';
import { sessionsWithin, type TimeSpan } from './sessions.js';

/** The ways to ask a method what comes next. */
export const protocols = ['every-prefix', 'last-item', 'basket-completion', 'next-basket'] as const;

export type Protocol = (typeof protocols)[number];

/**
 * The cases of a protocol over the sessions that begin in a time span.
 *
 * @param seed chooses what basket completion holds out
 * @throws VitrineError `OPTION_INVALID` for an unknown protocol, `DATA_TOO_SMALL` when the span gives no case
 */
export function createCases(
  protocol: Protocol,
  shoppers: readonly Shopper[],
  span: TimeSpan,
  seed: number,
): EvaluationCase[] {
  const sessions = sessionsWithin(shoppers, span);
  const create = {
    'every-prefix': () => everyPrefixCases(sessions),
    'last-item': () => lastItemCases(sessions),
    'basket-completion': () => basketCompletionCases(sessions, createRandom(seed)),
    'next-basket': () => nextBasketCases(sessions),
  }[protocol];
  if (!create) {
    throw new VitrineError('OPTION_INVALID', `there is no protocol "${protocol}", expected ${protocols.join(', ')}`);
  }
  const cases = create();
  if (cases.length === 0) {
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `the ${sessions.length} sessions of the period give no case for ${protocol}: choose another protocol`,
    );
  }
  return cases;
}
