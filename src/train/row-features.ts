import { type Companions, companionFeatures, createCompanionTally } from '../encoder/companions.js';
import type { TokenHistory } from './windows.js';

/** What is known about items beside the encoder, by row: row r's are entries `starts[r]` up to `starts[r + 1]`. */
export interface RowFeatures {
  readonly starts: Int32Array;
  readonly items: Int32Array;
  /** Row-major, [entries, nRowFeatures]. */
  readonly values: Float32Array;
}

/** log(1 + times met in the whole history), then the `companionFeatures`. */
export const nRowFeatures = 1 + companionFeatures.length;

/** A place in a window of a history: the row sees tokens `from` to `t`. */
export interface Moment {
  readonly history: TokenHistory;
  readonly from: number;
  readonly t: number;
}

/**
 * The features of every item that one of them says something about.
 *
 * @param moments those of one window in a row and in order, which makes each window one walk
 * @param sessionStart the token; items are below it
 */
export function describeRows(
  moments: readonly Moment[],
  companions: Pick<Companions, 'perItem' | 'items' | 'strengths'>,
  sessionStart: number,
): RowFeatures {
  const starts = new Int32Array(moments.length + 1);
  const entries = createEntries();
  let walk: ReturnType<typeof startWalk> | undefined;
  moments.forEach((moment, row) => {
    if (!walk?.continues(moment)) walk = startWalk(moment, companions, sessionStart);
    walk.advance(moment.t);
    walk.visit(entries.push);
    starts[row + 1] = entries.count();
  });
  return { starts, ...entries.take() };
}

function startWalk(
  { history, from }: Moment,
  companions: Pick<Companions, 'perItem' | 'items' | 'strengths'>,
  sessionStart: number,
) {
  const tally = createCompanionTally(companions, sessionStart);
  const timesMet = new Int32Array(sessionStart);
  const metItems: number[] = [];
  // The round in which an item's features were told last.
  const toldIn = new Int32Array(sessionStart);
  let round = 0;
  let next = 0;
  const advance = (t: number) => {
    for (; next <= t; next++) {
      const token = history.tokens[next];
      if (next >= from) tally.push(token);
      if (token !== sessionStart && timesMet[token]++ === 0) metItems.push(token);
    }
  };
  return {
    continues: (moment: Moment) => moment.history === history && moment.from === from && moment.t >= next - 1,
    advance,
    visit(tell: (item: number, features: Float32Array) => void) {
      const features = new Float32Array(nRowFeatures);
      round++;
      tally.visit((item, told) => {
        features[0] = Math.log1p(timesMet[item]);
        features.set(told, 1);
        toldIn[item] = round;
        tell(item, features);
      });
      features.fill(0);
      for (const item of metItems) {
        if (toldIn[item] === round) continue;
        features[0] = Math.log1p(timesMet[item]);
        tell(item, features);
      }
    },
  };
}

/** Typed arrays that grow: a batch has about a million entries. */
function createEntries() {
  let items = new Int32Array(1 << 16);
  let values = new Float32Array(items.length * nRowFeatures);
  let count = 0;
  return {
    push(item: number, features: Float32Array) {
      if (count === items.length) {
        const [oldItems, oldValues] = [items, values];
        items = new Int32Array(2 * count);
        values = new Float32Array(items.length * nRowFeatures);
        items.set(oldItems);
        values.set(oldValues);
      }
      items[count] = item;
      values.set(features, count * nRowFeatures);
      count++;
    },
    count: () => count,
    take: () => ({ items: items.subarray(0, count), values: values.subarray(0, count * nRowFeatures) }),
  };
}
