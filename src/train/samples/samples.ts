import type { Encoder } from '../../encoder/encoder.js';
import type { Random } from '../../random.js';
import type { Moment } from './row-features.js';
import type { TokenHistory, Window } from './windows.js';

export interface SampleOptions {
  /** What a position of the encoder's result depends on. */
  readonly sees: Encoder['sees'];
  /** The session-start token; items are below it, other special tokens above. */
  readonly sessionStart: number;
  /** Stands on what a masked encoder has to guess. */
  readonly maskToken: number;
  /** At most this many places of a window are predicted from in one epoch, session starts first. */
  readonly predictionsPerWindow: number;
  /** How much a place at this time (ms since 1970) counts, and how many times as much at a session's start. */
  readonly weightAt: (time: number) => number;
  readonly sessionStartWeight: number;
}

/** Token rows that a batch reads as one sequence, with the places to predict from. */
export interface Sample {
  readonly tokens: Int32Array;
  readonly times: Float64Array;
  readonly types: Uint8Array;
  readonly rows: readonly Row[];
  /** The part of a window that it is. */
  readonly share: number;
}

/** A place to predict from: the row sees everything up to its moment. */
export interface Row extends Moment {
  /** In the sample. */
  readonly position: number;
  readonly targets: Int32Array;
  readonly weight: number;
}

/** Cuts a window into what an encoder reads of it, by what its positions see. */
export function toSamples(window: Window, options: SampleOptions, random: Random): Sample[] {
  const { history, from, to } = window;
  const read = (end: number) => ({
    tokens: history.tokens.slice(from, end),
    times: history.times.slice(from, end),
    types: history.types.slice(from, end),
  });
  const rowAt = (t: number, position: number, targets: Int32Array): Row => {
    return { history, from, t, position, targets, weight: weigh(history, t, options) };
  };
  const run = (t: number) => history.tokens.subarray(t + 1, history.runEnd[t + 1]);
  const places = choosePlaces(window, options, random);
  switch (options.sees) {
    case 'prefix':
      return [{ ...read(to), share: 1, rows: places.map((t) => rowAt(t, t - from, run(t))) }];
    case 'whole':
      return places.map((t) => ({ ...read(t + 1), share: 1 / places.length, rows: [rowAt(t, t - from, run(t))] }));
    case 'masked': {
      const sample = read(Math.min(to + 1, history.tokens.length));
      // A place is told by what stands before it; the mask stands on what comes next, and nothing else is hidden.
      for (const t of places) sample.tokens[t + 1 - from] = options.maskToken;
      return [
        { ...sample, share: 1, rows: places.map((t) => rowAt(t, t + 1 - from, history.tokens.slice(t + 1, t + 2))) },
      ];
    }
  }
}

/** Whether a window holds anything to predict. */
export function hasPlaces({ history: { tokens }, to, predictFrom }: Window, sessionStart: number): boolean {
  for (let t = Math.max(predictFrom, 1); t < Math.min(to, tokens.length - 1); t++) {
    if (tokens[t + 1] < sessionStart) return true;
  }
  return false;
}

/** Share of a window's items that a masked encoder has to guess. */
const maskedShare = 0.2;
/** An encoder that sees the whole sequence needs a sequence for every place it predicts from. */
const maxWholeSamples = 8;

/** Places whose next token is an item: all session starts, and a random sample of the others. */
function choosePlaces(
  { history: { tokens }, from, to, predictFrom }: Window,
  { predictionsPerWindow, sessionStart, sees }: SampleOptions,
  random: Random,
): number[] {
  const starts: number[] = [];
  const others: number[] = [];
  // Nothing is known at the first token of all.
  for (let t = Math.max(predictFrom, 1); t < Math.min(to, tokens.length - 1); t++) {
    if (tokens[t + 1] < sessionStart) (tokens[t] === sessionStart ? starts : others).push(t);
  }
  random.shuffle(others);
  if (sees === 'prefix')
    return sorted([...starts, ...others.slice(0, Math.max(0, predictionsPerWindow - starts.length))]);
  const shuffled = random.shuffle([...starts, ...others]);
  if (sees === 'whole') return sorted(shuffled.slice(0, Math.min(maxWholeSamples, predictionsPerWindow)));
  // The last one is what a shopper's page asks for.
  const last = shuffled.reduce((latest, t) => Math.max(latest, t), -1);
  const nMasked = Math.min(predictionsPerWindow, Math.ceil(maskedShare * (to - from)));
  return sorted([...new Set([last, ...shuffled])].slice(0, nMasked).filter((t) => t >= from));
}

function sorted(places: number[]): number[] {
  return places.sort((a, b) => a - b);
}

function weigh({ tokens, clock }: TokenHistory, t: number, options: SampleOptions): number {
  const weight = options.weightAt(clock[t + 1]);
  return tokens[t] === options.sessionStart ? weight * options.sessionStartWeight : weight;
}
