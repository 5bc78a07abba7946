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
 * @example cooccurrences([[0, 1], [0, 1], [0, 2]], 3, 2)[0] // { total: 3, items: [1, 2], counts: [2, 1] }
 */
export function cooccurrences(
  sessions: readonly (readonly number[])[],
  nItems: number,
  maxNeighbours: number,
): CooccurrenceRow[] {
  const sessionsOf: number[][] = Array.from({ length: nItems }, () => []);
  sessions.forEach((items, session) => {
    for (const item of items) sessionsOf[item].push(session);
  });
  const both = new Float32Array(nItems);
  return sessionsOf.map((own, item) => {
    const met: number[] = [];
    for (const session of own) {
      for (const other of sessions[session]) {
        if (other === item) continue;
        if (both[other]++ === 0) met.push(other);
      }
    }
    const similarity = (other: number) => both[other] / Math.sqrt(sessionsOf[other].length);
    const kept = met.sort((a, b) => similarity(b) - similarity(a) || a - b).slice(0, maxNeighbours);
    const row = {
      total: own.length,
      items: Int32Array.from(kept),
      counts: Float32Array.from(kept, (other) => both[other]),
    };
    both.fill(0);
    return row;
  });
}
