import type { PredictedRows } from '../samples/predicted-rows.js';
import type { Scratch } from '../tensorflow/scratch.js';
import type { LocalRows } from './local-rows.js';

/** What each row has an opinion on beside the shared candidates: its targets, and the items of its features. */
export interface OwnCandidates {
  /** Row r's are `starts[r]` up to `starts[r + 1]`, [nRows + 1] */
  readonly starts: Int32Array;
  /** Places among the local rows; each once in a row. */
  readonly places: Int32Array;
  /** Where each feature entry's item stands among the own candidates. */
  readonly ofRepeats: Int32Array;
  readonly ofCompanions: Int32Array;
  /** Where each target stands among them. */
  readonly ofTargets: Int32Array;
}

/** Lists the own candidates of every row, until the next ones are listed with the same scratch. */
export function collectOwnCandidates(
  rows: PredictedRows,
  { placeOf, tokens }: LocalRows,
  scratch: Scratch,
): OwnCandidates {
  const { repeats, companions } = rows.features;
  const nRows = rows.weights.length;
  const starts = new Int32Array(nRows + 1);
  const nEntries = repeats.items.length + companions.items.length + rows.targets.length;
  const places = scratch.integers('own/places', nEntries);
  const claimedBy = new Int32Array(tokens.length);
  const claim = new Int32Array(tokens.length);
  let count = 0;
  const index = (items: Int32Array, rowStarts: Int32Array, row: number, found: Int32Array) => {
    for (let i = rowStarts[row]; i < rowStarts[row + 1]; i++) {
      const place = placeOf[items[i]];
      if (claimedBy[place] !== row + 1) {
        claimedBy[place] = row + 1;
        claim[place] = count;
        places[count++] = place;
      }
      found[i] = claim[place];
    }
  };
  const ofRepeats = scratch.integers('own/ofRepeats', repeats.items.length);
  const ofCompanions = scratch.integers('own/ofCompanions', companions.items.length);
  const ofTargets = new Int32Array(rows.targets.length);
  for (let row = 0; row < nRows; row++) {
    index(repeats.items, repeats.starts, row, ofRepeats);
    index(companions.items, companions.starts, row, ofCompanions);
    index(rows.targets, rows.targetStarts, row, ofTargets);
    starts[row + 1] = count;
  }
  return { starts, places: places.subarray(0, count), ofRepeats, ofCompanions, ofTargets };
}

/** Visits the own candidates that are shared ones too, `k` counting the own and `column` the shared ones. */
export function eachShared(
  { starts, places }: OwnCandidates,
  { columnOf }: LocalRows,
  visit: (row: number, k: number, column: number) => void,
): void {
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let k = starts[row]; k < starts[row + 1]; k++) {
      const column = columnOf[places[k]];
      if (column >= 0) visit(row, k, column);
    }
  }
}
