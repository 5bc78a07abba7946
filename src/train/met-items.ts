import type { TokenHistory } from './windows.js';

/** Items that shoppers met, by row: row r's are entries `starts[r]` up to `starts[r + 1]`. */
export interface MetItems {
  readonly starts: Int32Array;
  readonly item: Int32Array;
  /** log(1 + times met in earlier sessions) */
  readonly inEarlier: Float32Array;
  /** log(1 + times met in the current session) */
  readonly inCurrent: Float32Array;
}

/** A place in a history: everything up to token `t` has happened. */
export interface Moment {
  readonly history: TokenHistory;
  readonly t: number;
}

/**
 * What the shopper had met at each moment.
 *
 * @param moments those of one history in a row and in order, which makes counting them one walk
 * @param nItems tokens from here on are no items
 */
export function countMetItems(moments: readonly Moment[], nItems: number): MetItems {
  const starts = [0];
  const item: number[] = [];
  const inEarlier: number[] = [];
  const inCurrent: number[] = [];
  let tally = createTally(nItems);
  let walked: Moment | undefined;
  for (const moment of moments) {
    const isSameWalk = walked?.history === moment.history && walked.t <= moment.t;
    if (!isSameWalk) tally = createTally(nItems);
    walkTo(moment, isSameWalk && walked ? walked.t + 1 : 0, tally, nItems);
    walked = moment;
    for (const met of tally.items) {
      item.push(met);
      inEarlier.push(Math.log1p(tally.earlier[met]));
      inCurrent.push(Math.log1p(tally.current[met]));
    }
    starts.push(item.length);
  }
  return {
    starts: Int32Array.from(starts),
    item: Int32Array.from(item),
    inEarlier: Float32Array.from(inEarlier),
    inCurrent: Float32Array.from(inCurrent),
  };
}

interface Tally {
  /** Distinct items met, in the order they were. */
  readonly items: number[];
  readonly earlier: Int32Array;
  readonly current: Int32Array;
  /** Distinct items met in the current session. */
  currentItems: number[];
}

function createTally(nItems: number): Tally {
  return { items: [], earlier: new Int32Array(nItems), current: new Int32Array(nItems), currentItems: [] };
}

function walkTo({ history, t }: Moment, from: number, tally: Tally, nItems: number): void {
  for (let past = from; past <= t; past++) {
    const token = history.tokens[past];
    if (token >= nItems) {
      for (const met of tally.currentItems) {
        tally.earlier[met] += tally.current[met];
        tally.current[met] = 0;
      }
      tally.currentItems = [];
      continue;
    }
    if (tally.current[token] === 0) {
      tally.currentItems.push(token);
      if (tally.earlier[token] === 0) tally.items.push(token);
    }
    tally.current[token]++;
  }
}
