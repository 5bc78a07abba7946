import type { Shopper } from './dataset.js';
import type { Protocol } from './protocols/create-cases.js';

/**
 * The protocols that suit a log: where most sessions carry one time (invoices), the order of their items is no
 * behaviour, and baskets are asked for; otherwise the next item is.
 */
export function chooseProtocols(shoppers: readonly Shopper[]): [Protocol, ...Protocol[]] {
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
  return nMoments > nSessions / 2 ? ['basket-completion', 'next-basket'] : ['every-prefix', 'last-item'];
}
