import type { Model } from '../../../encoder/artifact/model.js';
import { toModelInput } from '../../../encoder/input/model-input.js';
import { type Sequence, sliceSequence, untilLastItem } from '../../../sequence/sequence.js';
import type { ShopperState } from './shopper-state.js';

/**
 * What an encoder reads to tell where a shopper stands among clusters: their last tokens, up to the last item.
 *
 * @param maxTokens that are read at most; by default as many as the encoder reads
 */
export function standingSequence(
  model: Model,
  { steps, queries }: ShopperState,
  maxTokens = model.encoder.maxSequenceLength,
): Sequence {
  const whole = untilLastItem(toModelInput(model, { steps, queries }).sequence, model.vocabulary.sessionStart);
  const { length } = whole.tokens;
  return length <= maxTokens ? whole : sliceSequence(whole, length - maxTokens, length);
}
