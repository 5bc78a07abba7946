import { leadsTo, normalizeQuery, type Query } from './query.js';
import type { Step } from './step.js';

/** Input of an encoder: token rows with the times they happened, oldest first. */
export interface Sequence {
  /**
   * Rows of the embedding table, [length]: items are below the session start, which stands before each session's first
   * step; the token after it, `queryToken`, stands for a search, whose embedding its text gives.
   */
  readonly tokens: Int32Array;
  /** ms since 1970, [length]; a session start carries the time of what follows it. All 0 where times mean nothing. */
  readonly times: Float64Array;
  /** Event type of each item, an index into `stepTypes`, [length]; 0 for session starts and searches. */
  readonly types: Uint8Array;
  /** The normalised text of each search, by its place in `tokens`. */
  readonly queries: ReadonlyMap<number, string>;
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
  /** The shopper's searches, oldest first; give them only to a model that reads text. */
  readonly queries?: readonly Query[];
  /** False for a model whose log had no times: it learned nothing from them, so that it must not be told any. */
  readonly hasTimes?: boolean;
}

/** The token of a search: a model that reads text gives it an embedding of its own each time. */
export const queryToken = (sessionStart: number): number => sessionStart + 1;

/** The token that hides an item from an encoder that sees both ways; no `Sequence` holds it. */
export const maskToken = (sessionStart: number): number => sessionStart + 2;

/** Tokens that stand for no item: the session start, a search, the mask. */
export const nSpecialTokens = 3;

/**
 * Turns a shopper's steps into the encoder's input, a session-start token before every session. Searches take their
 * place by time; one at the time of a step comes before it, as it led there.
 *
 * Training and serving both come through here, so they cannot differ.
 *
 * @returns at least one token when `newSessionAt` is given; empty for no steps and no searches otherwise
 * @example
 * toSequence([{ item: 4, time: 0, session: 0 }], { sessionStart: 9, maxSequenceLength: 50 }).tokens // [9, 4]
 */
export function toSequence(steps: readonly Step[], options: SequenceOptions): Sequence {
  const { sessionStart, maxSequenceLength, newSessionAt, queries = [], hasTimes = true } = options;
  const tokens: Token[] = [];
  let session: number | undefined;
  // What is older cannot reach the window: everything gives at least one token.
  for (const moment of mergeByTime(steps, queries).slice(-maxSequenceLength)) {
    const { time } = moment;
    if (moment.session !== session) tokens.push({ row: sessionStart, time, type: 0 });
    session = moment.session;
    if ('item' in moment) tokens.push({ row: moment.item, time, type: moment.type ?? 0 });
    else tokens.push({ row: queryToken(sessionStart), time, type: 0, text: normalizeQuery(moment.query) });
  }
  if (newSessionAt !== undefined) tokens.push({ row: sessionStart, time: newSessionAt, type: 0 });
  return packTokens(tokens.slice(-maxSequenceLength), hasTimes);
}

/** Packs tokens into arrays. They are filled one by one: the worker does this at each event, and `TypedArray.from` is slower. */
function packTokens(tokens: readonly Token[], hasTimes: boolean): Sequence {
  const { length } = tokens;
  const packed = { tokens: new Int32Array(length), times: new Float64Array(length), types: new Uint8Array(length) };
  const queries = new Map<number, string>();
  tokens.forEach(({ row, time, type, text }, place) => {
    packed.tokens[place] = row;
    packed.times[place] = hasTimes ? time : 0;
    packed.types[place] = type;
    if (text !== undefined) queries.set(place, text);
  });
  return { ...packed, queries };
}

interface Token {
  readonly row: number;
  readonly time: number;
  readonly type: number;
  readonly text?: string;
}

/** Steps and searches as one row in time; sessions stay whole, whatever the clock did. */
function mergeByTime(steps: readonly Step[], queries: readonly Query[]): readonly (Step | Query)[] {
  if (queries.length === 0) return steps;
  const merged: (Step | Query)[] = [];
  let next = 0;
  for (const step of steps) {
    for (; next < queries.length && leadsTo(queries[next], step); next++) merged.push(queries[next]);
    merged.push(step);
  }
  return [...merged, ...queries.slice(next)];
}

/**
 * The place of the last item in a sequence: what stands behind it, a search or a session start, asks for what comes
 * next, but moves nobody.
 *
 * @returns a place in `tokens`, or the last one where there is no item
 * @example lastItemPlace(Int32Array.of(9, 4, 9), 9) // 1
 */
export function lastItemPlace(tokens: Int32Array, sessionStart: number): number {
  const place = tokens.findLastIndex((token) => token < sessionStart);
  return place < 0 ? tokens.length - 1 : place;
}

/**
 * The part of a sequence from one place up to another (exclusive).
 *
 * @example
 * const step = { item: 4, time: 0, session: 0 }
 * sliceSequence(toSequence([step], { sessionStart: 9, maxSequenceLength: 50 }), 1, 2).tokens // [4]
 */
export function sliceSequence({ tokens, times, types, queries }: Sequence, from: number, to: number): Sequence {
  const inside = [...queries].filter(([place]) => place >= from && place < to);
  return {
    tokens: tokens.subarray(from, to),
    times: times.subarray(from, to),
    types: types.subarray(from, to),
    queries: new Map(inside.map(([place, text]) => [place - from, text])),
  };
}

/** A sequence up to its last item: where the shopper stands, whatever is asked about them. */
export function untilLastItem(sequence: Sequence, sessionStart: number): Sequence {
  return sliceSequence(sequence, 0, lastItemPlace(sequence.tokens, sessionStart) + 1);
}
