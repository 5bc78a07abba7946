import {
  type CompanionTable,
  companionFeatures,
  createCompanionTally,
} from '../../encoder/item-features/companions.js';
import { createRepeatTally, repeatFeatures } from '../../encoder/item-features/repeats.js';
import { createFeatureBlock, type FeatureBlock } from './feature-block.js';
import type { TokenHistory } from './windows.js';

/** What is known about single items beside the encoder, by what it is known from. */
export interface RowFeatures {
  readonly repeats: FeatureBlock;
  readonly companions: FeatureBlock;
}

/** A place in a window of a history: the row sees tokens `from` to `t`, and as repeats the whole history to `t`. */
export interface Moment {
  readonly history: TokenHistory;
  readonly from: number;
  readonly t: number;
}

/** From here on companion features are logarithms. */
const firstLogarithm = companionFeatures.indexOf('logTogether');

/**
 * Describes rows by the features of every item that one of them says something about.
 *
 * @param tables one for each fold of the shoppers. A single one has seen them all, and its logarithms stay 0: right about
 *   every session that it was learned from, they would leave the encoder nothing to learn
 * @param sessionStart the token; items are below it
 * @returns takes the moments of a batch, those of one window in a row and in order, which makes each window one walk;
 *   what it gives holds until it is called again
 */
export function createRowDescriber(
  tables: readonly CompanionTable[],
  sessionStart: number,
): (moments: readonly Moment[]) => RowFeatures {
  const repeats = createFeatureBlock(repeatFeatures.length);
  const together = createFeatureBlock(companionFeatures.length);
  const nTold = tables.length === 1 ? firstLogarithm : companionFeatures.length;
  return (moments) => {
    let walk: ReturnType<typeof startWalk> | undefined;
    for (const moment of moments) {
      if (!walk?.continues(moment)) walk = startWalk(moment, tables[moment.history.fold ?? 0], sessionStart);
      walk.advance(moment.t);
      walk.repeats.visit(repeats.push);
      walk.companions.visit((item, features) => together.push(item, features.fill(0, nTold)));
      repeats.endRow();
      together.endRow();
    }
    return { repeats: repeats.take(), companions: together.take() };
  };
}

function startWalk({ history, from }: Moment, table: CompanionTable, sessionStart: number) {
  const companions = createCompanionTally(table, sessionStart);
  const repeats = createRepeatTally(sessionStart);
  let next = 0;
  return {
    companions,
    repeats,
    continues: (moment: Moment) => moment.history === history && moment.from === from && moment.t >= next - 1,
    advance(t: number) {
      for (; next <= t; next++) {
        repeats.push(history.tokens[next], history.times[next]);
        if (next >= from) companions.push(history.tokens[next]);
      }
    },
  };
}
