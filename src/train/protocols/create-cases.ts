import { VitrineError } from '../../errors.js';
import { createRandom } from '../../random.js';
import type { Dataset } from '../dataset/dataset.js';
import { heldOutSessions } from '../dataset/held-out-sessions.js';
import { isUnorderedLog } from '../dataset/unordered-log.js';
import { basketCompletionCases } from './basket-completion.js';
import type { EvaluationCase } from './evaluation-case.js';
import { everyPrefixCases } from './every-prefix.js';
import { lastItemCases } from './last-item.js';
import { leaveOneOutCases } from './leave-one-out.js';
import { maskSeen } from './mask-seen.js';
import { nextBasketCases } from './next-basket.js';
import { type PageCases, putOnPages } from './page.js';
import { type Protocol, protocols } from './protocol.js';

export interface CaseOptions {
  readonly protocol: Protocol;
  readonly period: 'validation' | 'test';
  /** Chooses what basket completion holds out. */
  readonly seed: number;
  /** Whether items that the shopper met before are no candidates. */
  readonly masksSeen?: boolean;
}

/** What creating cases needs of a dataset. */
export type CaseSource = Pick<Dataset, 'shoppers' | 'split' | 'catalog'>;

/**
 * The cases of a protocol over the held-out sessions of a period.
 *
 * Leave-one-out asks for each shopper's last step (in validation the one before it) whatever the dataset's split is.
 * `page` asks for what basket completion asks for where the steps of a session have no order, else for the last item.
 *
 * @returns `nLeftOut`: questions that the protocol cannot ask, see `putOnPages`
 * @throws VitrineError `OPTION_INVALID` for an unknown protocol or a page without categories, `DATA_TOO_SMALL` when the
 * period gives no case
 */
export function createCases(dataset: CaseSource, { protocol, period, seed, masksSeen }: CaseOptions): PageCases {
  if (!protocols.includes(protocol)) {
    throw new VitrineError('OPTION_INVALID', `there is no protocol "${protocol}", expected ${protocols.join(', ')}`);
  }
  const sessions = heldOutSessions({ shoppers: dataset.shoppers, split: splitFor(protocol, dataset.split) }, period);
  const within = () => (isUnorderedLog(dataset.shoppers) ? create['basket-completion']() : lastItemCases(sessions));
  const create: Record<Protocol, () => EvaluationCase[]> = {
    'every-prefix': () => everyPrefixCases(sessions),
    'last-item': () => lastItemCases(sessions),
    'leave-one-out': () => leaveOneOutCases(sessions),
    'basket-completion': () => basketCompletionCases(sessions, createRandom(seed)),
    'next-basket': () => nextBasketCases(sessions),
    page: () => within(),
  };
  const asked = create[protocol]();
  const cases = masksSeen ? asked.map(maskSeen) : asked;
  if (cases.length === 0) {
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `the ${sessions.length} sessions of the period give no case for ${protocol}: choose another protocol`,
    );
  }
  return protocol === 'page' ? putOnPages(cases, dataset.shoppers, dataset.catalog.categories) : { cases, nLeftOut: 0 };
}

/** How a protocol divides the log: by the dataset's own split, but for leave-one-out. */
export function splitFor(protocol: Protocol, split: Dataset['split']): Dataset['split'] {
  return protocol === 'leave-one-out' ? { ...split, kind: 'leave-one-out' } : split;
}
