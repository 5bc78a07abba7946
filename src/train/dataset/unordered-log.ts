import type { Shopper } from './dataset.js';

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
