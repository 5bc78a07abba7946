import type { Model } from '../../encoder/artifact.js';
import { toModelInput } from '../../encoder/model-input.js';
import { type Sequence, untilLastItem } from '../../sequence/sequence.js';
import type { ShopperState } from './feature-space.js';

/** What an encoder reads to tell where a shopper stands among clusters: their last tokens, up to the last item. */
export function standingSequence(model: Model, { steps, queries }: ShopperState): Sequence {
  return untilLastItem(toModelInput(model, { steps, queries }).sequence, model.vocabulary.sessionStart);
}
