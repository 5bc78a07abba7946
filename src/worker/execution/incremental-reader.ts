import type { EncoderMemory } from '../../encoder/encoder.js';
import type { EncoderConfig } from '../../encoder/kinds/create-encoder.js';
import type { ArrayTensor } from '../../encoder/ops/array-tensor.js';
import { type Sequence, sliceSequence } from '../../sequence/sequence.js';

/** Reads one shopper's sequence as it grows, each token once. */
export interface Reader {
  /**
   * Reads what is new of a sequence. Reads all of it when its past is another: an event came late, or the window slid on
   * and the encoder cannot forget its oldest tokens alone.
   *
   * @returns the state after the last token, and after the last item
   */
  readOn(sequence: Sequence): { embedding: Float32Array; standing: Float32Array };
  /** The state at one place of a sequence, with nothing kept. */
  readAlone(sequence: Sequence, place: number): Float32Array;
  /** How many tokens `readOn` would have to read. */
  unread(sequence: Sequence): number;
  forget(): void;
}

/** What a reader asks of the encoder. */
export interface ReadingEncoder {
  readonly config: EncoderConfig;
  /** Encodes a sequence after what is in memory: row-major, [length, embeddingSize]. */
  encode(sequence: Sequence, memory?: EncoderMemory<ArrayTensor>): Float32Array;
  /** See `Encoder`; absent where the encoder has none. */
  forgetOldest?(memory: EncoderMemory<ArrayTensor>, count: number): void;
}

interface Known {
  readonly sequence: Sequence;
  readonly memory: EncoderMemory<ArrayTensor>;
  /** After the last token; undefined before the first. */
  readonly embedding?: Float32Array;
  /** After the last item; undefined before the first. */
  readonly standing?: Float32Array;
}

/**
 * Creates a reader that has read nothing.
 *
 * A session start at a sequence's end is a question ("what comes first in a new visit?") and has not happened: it is
 * answered, but not kept.
 */
export function createReader({ config, encode, forgetOldest }: ReadingEncoder, sessionStart: number): Reader {
  const size = config.embeddingSize;
  const readsTypes = (config.eventTypes ?? 0) > 0;
  const rowAt = (states: Float32Array, place: number) => states.slice(place * size, (place + 1) * size);
  let known = nothing();

  const happened = (sequence: Sequence): Sequence => {
    const end = sequence.tokens.length - 1;
    return sequence.tokens[end] === sessionStart ? sliceSequence(sequence, 0, end) : sequence;
  };
  const hasItem = ({ tokens }: Sequence) => tokens.some((token) => token < sessionStart);
  /**
   * Returns how many of the oldest known tokens a sequence has lost: all of them where it does not go on from the others,
   * or where it brings no item, since the states after the last item have seen what is lost.
   */
  const countLost = (past: Sequence): number => {
    const { length } = known.sequence.tokens;
    const mostLost = forgetOldest ? length : 1;
    for (let lost = 0; lost < mostLost; lost++) {
      if (!continues(past, sliceSequence(known.sequence, lost, length), readsTypes)) continue;
      const isExact = lost === 0 || hasItem(sliceSequence(past, length - lost, past.tokens.length));
      return isExact ? lost : length;
    }
    return length;
  };
  const knownLength = (past: Sequence) => known.sequence.tokens.length - countLost(past);

  const learn = (past: Sequence): void => {
    const lost = countLost(past);
    const from = known.sequence.tokens.length - lost;
    if (from === 0) known = nothing();
    const to = past.tokens.length;
    if (from === to) return;
    const memory = copyOf(known.memory);
    if (from > 0 && lost > 0) forgetOldest?.(memory, lost);
    const added = sliceSequence(past, from, to);
    const states = encode(added, memory);
    const lastItem = added.tokens.findLastIndex((token) => token < sessionStart);
    const standing = lastItem < 0 ? known.standing : rowAt(states, lastItem);
    known = { sequence: past, memory, embedding: rowAt(states, to - from - 1), standing };
  };

  return {
    readOn(sequence) {
      const past = happened(sequence);
      learn(past);
      const asked = sliceSequence(sequence, past.tokens.length, sequence.tokens.length);
      const kept = asked.tokens.length === 0 ? known.embedding : undefined;
      const embedding = kept ?? encode(asked, copyOf(known.memory));
      return { embedding, standing: known.standing ?? embedding };
    },
    readAlone: (sequence, place) => rowAt(encode(sequence), place),
    unread: (sequence) => sequence.tokens.length - knownLength(happened(sequence)),
    forget() {
      known = nothing();
    },
  };
}

function nothing(): Known {
  const sequence: Sequence = {
    tokens: new Int32Array(0),
    times: new Float64Array(0),
    types: new Uint8Array(0),
    queries: new Map(),
  };
  return { sequence, memory: { times: new Float64Array(0), states: new Map() } };
}

/** States are replaced, never changed, so that the copy and the original go separate ways. */
function copyOf<T>({ times, states }: EncoderMemory<T>): EncoderMemory<T> {
  return { times, states: new Map(states) };
}

/** Whether a sequence begins with all of another one. */
function continues(sequence: Sequence, start: Sequence, readsTypes: boolean): boolean {
  return start.tokens.every(
    (token, t) =>
      sequence.tokens[t] === token &&
      sequence.times[t] === start.times[t] &&
      (!readsTypes || sequence.types[t] === start.types[t]) &&
      sequence.queries.get(t) === start.queries.get(t),
  );
}
