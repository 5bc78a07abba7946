import type { Random } from '../../random.js';
import { hasPlaces } from '../samples/samples.js';
import { createSearchTokens } from '../samples/search-tokens.js';
import { makeUpSearches } from '../samples/title-searches.js';
import { cutWindows, toTokenHistory, type Window } from '../samples/windows.js';
import type { Composition } from '../token-embeddings/composition.js';
import { appendSearches } from '../token-embeddings/content-rows.js';
import type { EpochInput } from './epoch-input.js';

/** What one epoch reads. */
export interface EpochWindows {
  readonly windows: readonly Window[];
  /** What every token of the windows is made of, the epoch's searches among them. */
  readonly composition: Composition;
}

/** Tokens that a window shares with the one before, as a share of its length. */
const overlap = 0.25;

/** Lays the shoppers' histories out for an epoch: orders that mean nothing, cuts and made-up searches are drawn anew. */
export function createEpochWindows(input: EpochInput, random: Random): EpochWindows {
  const { shoppers, sessionStart, hasTimes, encoder, text } = input;
  const { titleSearches } = input.options;
  // A masked encoder reads one token more: the one it guesses.
  const length = encoder.config.maxSequenceLength - (encoder.sees === 'masked' ? 1 : 0);
  const searches = text && createSearchTokens(sessionStart);
  const nFolds = input.foldCompanions.length;
  const windows = shoppers.flatMap((shopper, i) => {
    const told = text
      ? makeUpSearches(shopper, { titleWords: text.titleWords, share: titleSearches }, random)
      : shopper;
    const options = { sessionStart, hasTimes, searchToken: searches?.tokenOf };
    const history = { ...toTokenHistory(told, options, random), fold: i % nFolds };
    const all = cutWindows(history, length, Math.floor(length * overlap), random);
    return all.filter((window) => hasPlaces(window, sessionStart));
  });
  const { composition } = input;
  return {
    windows,
    composition: text && searches ? appendSearches(composition, searches.texts, text.bucketWeights) : composition,
  };
}
