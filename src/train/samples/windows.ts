import type { Random } from '../../random.js';
import { type Sequence, toSequence } from '../../sequence/sequence.js';
import type { Step } from '../../sequence/step.js';
import type { Shopper } from '../dataset/dataset.js';

/** A stretch of one shopper's tokens, short enough for the encoder. */
export interface Window {
  readonly history: TokenHistory;
  /** The window is tokens `from` up to `to` of the history. */
  readonly from: number;
  readonly to: number;
  /** Positions before this one are context only: another window predicts from them. */
  readonly predictFrom: number;
}

/** A shopper's whole history as the encoder reads it. */
export interface TokenHistory extends Sequence {
  /** When each token happened by the log's clock, also where its times mean nothing to an encoder; ms since 1970. */
  readonly clock: Float64Array;
  /** Where the current session's start token stands, for each token. */
  readonly sessionFrom: Int32Array;
  /** Which fold of the shoppers it belongs to: what is learned from the others has not seen it. 0 where it is absent. */
  readonly fold?: number;
  /** Where the run of steps that share session and time ends (exclusive), for each token; a start or a search ends itself. */
  readonly runEnd: Int32Array;
}

export interface HistoryOptions {
  readonly sessionStart: number;
  /** Gives each search, by its normalised text, a token; without it searches are passed over. */
  readonly searchToken?: (text: string) => number;
  readonly hasTimes?: boolean;
}

/**
 * A shopper's steps as tokens, those that share session and time in a random order: they have none of their own.
 *
 * @param hasTimes whether the log's times mean something
 */
export function toTokenHistory(
  { steps, queries }: Pick<Shopper, 'steps' | 'queries'>,
  { sessionStart, searchToken, hasTimes = true }: HistoryOptions,
  random: Random,
): TokenHistory {
  const sequence = toSequence(shuffleRuns(steps, random), {
    sessionStart,
    maxSequenceLength: Number.POSITIVE_INFINITY,
    queries: searchToken ? queries : undefined,
  });
  const clock = sequence.times;
  const { tokens } = sequence;
  for (const [place, text] of sequence.queries) tokens[place] = searchToken!(text);
  const times = hasTimes ? clock : new Float64Array(clock.length);
  const sessionFrom = new Int32Array(tokens.length);
  const runEnd = new Int32Array(tokens.length);
  for (let t = 0; t < tokens.length; t++) sessionFrom[t] = tokens[t] === sessionStart ? t : sessionFrom[t - 1];
  for (let t = tokens.length - 1; t >= 0; t--) {
    const continues =
      hasTimes &&
      tokens[t] < sessionStart &&
      t + 1 < tokens.length &&
      tokens[t + 1] < sessionStart &&
      times[t + 1] === times[t];
    runEnd[t] = continues ? runEnd[t + 1] : t + 1;
  }
  return { ...sequence, times, clock, sessionFrom, runEnd };
}

/**
 * Cuts a history into windows that overlap, the first of a random length, so that over the epochs every step is
 * predicted from contexts of many lengths.
 *
 * @param overlap tokens that a window shares with the one before, as context
 */
export function cutWindows(history: TokenHistory, length: number, overlap: number, random: Random): Window[] {
  const n = history.tokens.length;
  if (n <= length) return [{ history, from: 0, to: n, predictFrom: 0 }];
  const windows: Window[] = [];
  const stride = length - overlap;
  for (let to = overlap + 1 + random.integer(stride); ; to += stride) {
    const from = Math.max(0, to - length);
    windows.push({ history, from, to: Math.min(to, n), predictFrom: windows.at(-1)?.to ?? 0 });
    if (to >= n) return windows;
  }
}

function shuffleRuns(steps: readonly Step[], random: Random): Step[] {
  const shuffled: Step[] = [];
  for (let from = 0; from < steps.length; ) {
    let to = from + 1;
    while (to < steps.length && steps[to].time === steps[from].time && steps[to].session === steps[from].session) to++;
    shuffled.push(...random.shuffle(steps.slice(from, to)));
    from = to;
  }
  return shuffled;
}
