import { lastItemPlace, type Sequence, untilLastItem } from '../../sequence/sequence.js';
import type { Encoder } from '../encoder.js';

/** What an encoder is fed to answer a question, and the place of its result that holds the answer. */
export interface Reading {
  readonly sequence: Sequence;
  readonly place: number;
}

/**
 * How an encoder is asked what comes next: at the last token, which for one that sees both ways is a mask, appended.
 *
 * Training, evaluation and the worker all ask through here.
 *
 * @param maskRow the row of the embedding table that stands for the mask: the last
 */
export function readNext({ sees }: Pick<Encoder, 'sees'>, sequence: Sequence, maskRow: number): Reading {
  const asked = sees === 'masked' ? appendToken(sequence, maskRow) : sequence;
  return { sequence: asked, place: asked.tokens.length - 1 };
}

/**
 * How an encoder is asked where the shopper stands among the clusters: what would come next after the last item.
 *
 * @returns for a causal encoder a place of the same sequence, so that one pass answers both questions
 */
export function readStanding(
  encoder: Pick<Encoder, 'sees'>,
  sequence: Sequence,
  maskRow: number,
  sessionStart: number,
): Reading {
  if (encoder.sees === 'prefix') return { sequence, place: lastItemPlace(sequence.tokens, sessionStart) };
  return readNext(encoder, untilLastItem(sequence, sessionStart), maskRow);
}

/** With one more token, at the time of the last. */
function appendToken({ tokens, times, types, queries }: Sequence, token: number): Sequence {
  const n = tokens.length;
  const longer = {
    tokens: new Int32Array(n + 1).fill(token),
    times: new Float64Array(n + 1).fill(times[n - 1]),
    types: new Uint8Array(n + 1),
    queries,
  };
  longer.tokens.set(tokens);
  longer.times.set(times);
  longer.types.set(types);
  return longer;
}
