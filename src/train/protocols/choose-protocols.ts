import type { Dataset, Shopper } from '../dataset/dataset.js';
import type { Protocol } from './create-cases.js';

/**
 * The protocols that suit a log: where most sessions carry one time (invoices), the order of their items is no
 * behaviour, and baskets are asked for; where the split leaves one step of each shopper out, that step is; otherwise
 * the next item.
 */
export function chooseProtocols({ shoppers, split }: Pick<Dataset, 'shoppers' | 'split'>): [Protocol, ...Protocol[]] {
  if (split.kind === 'leave-one-out') return ['leave-one-out'];
  return isUnorderedLog(shoppers) ? ['basket-completion', 'next-basket'] : ['every-prefix', 'last-item'];
}

/** Whether most sessions of several steps carry one time. */
export function isUnorderedLog(shoppers: readonly Shopper[]): boolean {
  let nSessions = 0;
  let nMoments = 0;
  for (const { steps } of shoppers) {
    for (let from = 0; from < steps.length; ) {
      let to = from + 1;
      while (to < steps.length && steps[to].session === steps[from].session) to++;
      if (to - from > 1) {
        nSessions++;
        if (steps[to - 1].time === steps[from].time) nMoments++;
      }
      from = to;
    }
  }
  return nMoments > nSessions / 2;
}
