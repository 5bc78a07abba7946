import type { ShopperState } from '../../../src/train/cluster-lab/spaces/shopper-state.js';

const day = 86_400_000;

/** A state of views, one session for each list of items, on the days 0, 1, 4, 9 …, steps a minute apart; seen on the day of the next. */
export function stateOf(...sessions: number[][]): ShopperState {
  return {
    steps: sessions.flatMap((items, session) =>
      items.map((item, i) => ({ item, time: session ** 2 * day + i * 60_000, session })),
    ),
    at: sessions.length ** 2 * day,
  };
}
