/** One session as the item-item table learns from it. */
export interface PairedSession {
  /** Whose it is: sessions of one shopper share a number. */
  readonly shopper: number;
  /** In order where `isOrdered`; an item may stand in it more than once. */
  readonly items: readonly number[];
  /** How much it counts. */
  readonly weight: number;
  /** Whether the order of the items is the shopper's. */
  readonly isOrdered: boolean;
}

export interface PairOptions {
  /** Share of an ordered session's weight that goes to what follows what; the rest goes to what stands together. */
  readonly orderShare: number;
}

/** What an item shares with the others, weighed. */
export interface PairRow {
  /** The item with itself. */
  readonly total: number;
  /** Items that it met, ascending. */
  readonly items: Int32Array;
  /** How much both stand in what is known, by place in `items`: symmetric, the gram matrix of a regression. */
  readonly shared: Float32Array;
  /** How much the other one is led to by this one: the regression's right-hand sides. */
  readonly leads: Float32Array;
  /** How many distinct shoppers have both in one session, by place in `items`. */
  readonly shoppers: Int32Array;
}

/** What a step counts, one step further away. */
const fading = Math.exp(-1);
/** Steps further apart than this have nothing to do with each other: the fading leaves nothing of them. */
const maxDistance = 12;

/**
 * Weighs the pairs of items that sessions hold, for a regression of items on the items known before (SLIST): those that
 * stand together, and, where the order is the shopper's, those that follow, faded by distance.
 *
 * @see Choi et al. 2021 (SLIST), arXiv:2103.16104
 */
export function pairSessions(
  sessions: readonly PairedSession[],
  nItems: number,
  { orderShare }: PairOptions,
): PairRow[] {
  const sessionsOf: number[][] = Array.from({ length: nItems }, () => []);
  const distinct = sessions.map(({ items }) => [...new Set(items)]);
  // One shopper's sessions stand side by side, so that the last one who was counted is all that has to be remembered.
  const byShopper = sessions.map((_, session) => session).sort((a, b) => sessions[a].shopper - sessions[b].shopper);
  for (const session of byShopper) for (const item of distinct[session]) sessionsOf[item].push(session);
  const shared = new Float64Array(nItems);
  const leads = new Float64Array(nItems);
  const isMet = new Uint8Array(nItems);
  const shoppers = new Int32Array(nItems);
  const lastCounted = new Int32Array(nItems);
  return sessionsOf.map((own, item) => {
    let met: number[] = [];
    let total = 0;
    const add = (other: number, sharedBy: number, leadsBy: number) => {
      if (other === item) {
        total += sharedBy;
        return;
      }
      if (!isMet[other]) {
        isMet[other] = 1;
        met.push(other);
      }
      shared[other] += sharedBy;
      leads[other] += leadsBy;
    };
    for (const index of own) {
      const { items, weight, isOrdered, shopper } = sessions[index];
      const together = isOrdered ? weight * (1 - orderShare) : weight;
      for (const other of distinct[index]) {
        add(other, together, together);
        if (shoppers[other] === 0 || lastCounted[other] !== shopper) shoppers[other]++;
        lastCounted[other] = shopper;
      }
      if (isOrdered) addOrder(items, item, weight * orderShare, add);
    }
    met = met.sort((a, b) => a - b);
    const row = {
      total,
      items: Int32Array.from(met),
      shared: Float32Array.from(met, (other) => shared[other]),
      leads: Float32Array.from(met, (other) => leads[other]),
      shoppers: Int32Array.from(met, (other) => shoppers[other]),
    };
    shoppers[item] = 0;
    for (const other of met) {
      shared[other] = 0;
      leads[other] = 0;
      shoppers[other] = 0;
      isMet[other] = 0;
    }
    return row;
  });
}

/**
 * What the places of one item say about order: at every split of the session into past and future, a step of the past
 * counts less the further it lies before the split, one of the future the further behind.
 */
function addOrder(
  items: readonly number[],
  item: number,
  weight: number,
  add: (other: number, shared: number, leads: number) => void,
): void {
  for (let p = 0; p < items.length; p++) {
    if (items[p] !== item) continue;
    for (let q = Math.max(0, p - maxDistance); q < Math.min(items.length, p + maxDistance + 1); q++) {
      const distance = Math.abs(q - p);
      // Both lie in the past of every split behind the later one.
      const nSplits = items.length - 1 - Math.max(p, q);
      const bothPast = nSplits > 0 ? (fading ** distance * (1 - fading ** (2 * nSplits))) / (1 - fading ** 2) : 0;
      // One in the past, the other in the future: the splits between them.
      const follows = q > p ? distance * fading ** (distance - 1) : 0;
      add(items[q], weight * bothPast, weight * follows);
    }
  }
}
