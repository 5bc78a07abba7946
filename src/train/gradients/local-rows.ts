import type { Candidates } from '../samples/candidates.js';
import type { PredictedRows } from '../samples/predicted-rows.js';

/** The tokens that one batch deals with, numbered from 0: only their rows take part in a step. */
export interface LocalRows {
  /** Each once, [nLocal]; items come first. */
  readonly tokens: Int32Array;
  /** How many of them are items. */
  readonly nItems: number;
  /** The place among `tokens` of each token of the vocabulary, -1 where it takes no part. */
  readonly placeOf: Int32Array;
  /** Places of the candidates that all rows share, [nCandidates]. */
  readonly candidates: Int32Array;
  /** What is added to a shared candidate's score, [nCandidates]. */
  readonly corrections: Float32Array;
  /** The shared candidate at each place, -1 where there is none, [nLocal]. */
  readonly columnOf: Int32Array;
}

/**
 * Gathers the tokens of a batch: what it reads, what it looks for, what it is told apart from.
 *
 * @param nTokens size of the vocabulary with its special tokens; items are below `nItems`
 */
export function gatherLocalRows(
  tokens: Int32Array,
  { targets, features }: PredictedRows,
  candidates: Candidates,
  { nItems, nTokens }: { readonly nItems: number; readonly nTokens: number },
): LocalRows {
  const placeOf = new Int32Array(nTokens).fill(-1);
  const items: number[] = [];
  const special: number[] = [];
  const take = (token: number) => {
    if (placeOf[token] >= 0) return;
    placeOf[token] = 0;
    (token < nItems ? items : special).push(token);
  };
  for (const group of [candidates.items, tokens, targets, features.repeats.items, features.companions.items]) {
    for (let i = 0; i < group.length; i++) take(group[i]);
  }
  const local = Int32Array.from([...items, ...special]);
  local.forEach((token, place) => {
    placeOf[token] = place;
  });
  const columnOf = new Int32Array(local.length).fill(-1);
  const shared = candidates.items.map((item) => placeOf[item]);
  shared.forEach((place, column) => {
    columnOf[place] = column;
  });
  return {
    tokens: local,
    nItems: items.length,
    placeOf,
    candidates: shared,
    corrections: candidates.corrections,
    columnOf,
  };
}
