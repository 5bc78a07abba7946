/** How many shoppers two items need. */
export interface Sharing {
  /** Whose each session is; those of one shopper stand side by side, [nSessions]. */
  readonly shopperOf: readonly number[];
  readonly minShoppers: number;
}

/** The items that share sessions with one item, the most similar first. */
export interface CooccurrenceRow {
  /** Sessions with the item. */
  readonly total: number;
  readonly items: Int32Array;
  /** Sessions with both, by place in `items`. */
  readonly counts: Float32Array;
}

/**
 * Counts in how many sessions items meet.
 *
 * @param sessions the distinct items of each session
 * @param maxNeighbours items kept a row, by cosine `both / sqrt(total a * total b)`; a tie goes to the lower row
 * @param sharing which sessions are whose, and how many shoppers must have two items in one session for them to be
 *   neighbours; without it every session makes neighbours
 * @example cooccurrences([[0, 1], [0, 1], [0, 2]], 3, 2)[0] // { total: 3, items: [1, 2], counts: [2, 1] }
 */
export function cooccurrences(
  sessions: readonly (readonly number[])[],
  nItems: number,
  maxNeighbours: number,
  sharing?: Sharing,
): CooccurrenceRow[] {
  const sessionsOf: number[][] = Array.from({ length: nItems }, () => []);
  sessions.forEach((items, session) => {
    for (const item of items) sessionsOf[item].push(session);
  });
  const both = new Float32Array(nItems);
  const shoppers = new Int32Array(nItems);
  const lastCounted = new Int32Array(nItems);
  const { shopperOf = [], minShoppers = 1 } = sharing ?? {};
  return sessionsOf.map((own, item) => {
    const met: number[] = [];
    for (const session of own) {
      for (const other of sessions[session]) {
        if (other === item) continue;
        if (both[other]++ === 0) met.push(other);
        if (shoppers[other] === 0 || lastCounted[other] !== shopperOf[session]) shoppers[other]++;
        lastCounted[other] = shopperOf[session];
      }
    }
    const similarity = (other: number) => both[other] / Math.sqrt(sessionsOf[other].length);
    const shared = met.filter((other) => minShoppers === 1 || shoppers[other] >= minShoppers);
    const kept = shared.sort((a, b) => similarity(b) - similarity(a) || a - b).slice(0, maxNeighbours);
    const row = {
      total: own.length,
      items: Int32Array.from(kept),
      counts: Float32Array.from(kept, (other) => both[other]),
    };
    both.fill(0);
    shoppers.fill(0);
    return row;
  });
}
