import type { Step } from './step.js';

/** What an encoder reads: token rows with the times they happened, oldest first. */
export interface Sequence {
  /** Rows of the embedding table: items, and the session start before each session's first item, [length]. */
  readonly tokens: Int32Array;
  /** ms since 1970, [length]; a session start carries the time of the step that follows it. */
  readonly times: Float64Array;
}

export interface SequenceOptions {
  /** The row of the session-start token (`vocabulary.sessionStart`). */
  readonly sessionStart: number;
  /** Only the last this many tokens are kept. */
  readonly maxSequenceLength: number;
  /**
   * When given, the sequence ends in a session start at this time (ms since 1970), which asks the encoder for the
   * first item of a new session. Give it when the shopper has been away for longer than the session gap.
   */
  readonly newSessionAt?: number;
}

/**
 * Turns a shopper's steps into the encoder's input, a session-start token before every session.
 *
 * Training and serving both come through here, so they cannot differ.
 *
 * @returns at least one token when `newSessionAt` is given; empty for no steps otherwise
 * @example
 * toSequence([{ item: 4, time: 0, session: 0 }], { sessionStart: 9, maxSequenceLength: 50 }).tokens // [9, 4]
 */
export function toSequence(steps: readonly Step[], options: SequenceOptions): Sequence {
  const { sessionStart, maxSequenceLength, newSessionAt } = options;
  const tokens: number[] = [];
  const times: number[] = [];
  // Older steps cannot reach the window: every step gives at least one token.
  const recent = steps.slice(-maxSequenceLength);
  const before = steps.at(-maxSequenceLength - 1);
  recent.forEach((step, i) => {
    const previous = i === 0 ? before : recent[i - 1];
    if (previous?.session !== step.session) {
      tokens.push(sessionStart);
      times.push(step.time);
    }
    tokens.push(step.item);
    times.push(step.time);
  });
  if (newSessionAt !== undefined) {
    tokens.push(sessionStart);
    times.push(newSessionAt);
  }
  return {
    tokens: Int32Array.from(tokens.slice(-maxSequenceLength)),
    times: Float64Array.from(times.slice(-maxSequenceLength)),
  };
}

/**
 * The place of the last item in a sequence: a session start at its end asks for what comes next, but moves nobody.
 *
 * @returns a place in `tokens`, or the last one where there is no item
 * @example lastItemPlace(Int32Array.of(9, 4, 9), 9) // 1
 */
export function lastItemPlace(tokens: Int32Array, sessionStart: number): number {
  const place = tokens.findLastIndex((token) => token !== sessionStart);
  return place < 0 ? tokens.length - 1 : place;
}
