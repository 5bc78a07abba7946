/** Items that share sessions with one item, in no order. */
export interface Neighbours {
  readonly items: Int32Array;
  /** By place in `items`: sessions with both / sqrt(sessions with one * sessions with the other), in (0, 1]. */
  readonly cosines: Float32Array;
}

/**
 * Looks up with which other items an item shares sessions, all of them. Each answer is counted when it is first asked for: few
 * questions on a large catalogue need few of its rows.
 *
 * @param sessions the distinct items of each session
 * @returns a look-up by item; an item is no neighbour of itself
 * @example sessionNeighbours([[0, 1], [0], [0], [0]], 2)(1) // { items: [0], cosines: [0.5] }
 */
export function sessionNeighbours(
  sessions: readonly (readonly number[])[],
  nItems: number,
): (item: number) => Neighbours {
  const sessionsOf: number[][] = Array.from({ length: nItems }, () => []);
  sessions.forEach((items, session) => {
    for (const item of items) sessionsOf[item].push(session);
  });
  const known = new Map<number, Neighbours>();
  const both = new Float64Array(nItems);
  const count = (item: number): Neighbours => {
    const met: number[] = [];
    for (const session of sessionsOf[item]) {
      for (const other of sessions[session]) {
        if (other !== item && both[other]++ === 0) met.push(other);
      }
    }
    const total = sessionsOf[item].length;
    const cosines = Float32Array.from(met, (other) => both[other] / Math.sqrt(total * sessionsOf[other].length));
    for (const other of met) both[other] = 0;
    return { items: Int32Array.from(met), cosines };
  };
  return (item) => {
    const neighbours = known.get(item) ?? count(item);
    known.set(item, neighbours);
    return neighbours;
  };
}
