import type { Dataset } from '../dataset/dataset.js';
import { isUnorderedLog } from '../dataset/unordered-log.js';
import type { Protocol } from './protocol.js';

/**
 * The protocols that suit a log: where most sessions carry one time (invoices), the order of their items is no
 * behaviour, and baskets are asked for; where the split leaves one step of each shopper out, that step is; otherwise
 * the next item.
 */
export function chooseProtocols({ shoppers, split }: Pick<Dataset, 'shoppers' | 'split'>): [Protocol, ...Protocol[]] {
  if (split.kind === 'leave-one-out') return ['leave-one-out'];
  return isUnorderedLog(shoppers) ? ['basket-completion', 'next-basket'] : ['every-prefix', 'last-item'];
}
