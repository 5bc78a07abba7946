import type { Model } from '../../encoder/artifact.js';
import { toModelInput } from '../../encoder/model-input.js';
import { untilLastItem } from '../../sequence/sequence.js';
import { loadTensorflow } from '../load-tensorflow.js';
import type { FeatureSpace } from './feature-space.js';

/**
 * The space of the encoder: a shopper's embedding after their last step, as it is, which is where the model's own
 * centroids lie.
 *
 * @throws VitrineError `DEPENDENCY_MISSING`, `BACKEND_UNAVAILABLE`
 */
export async function createEmbeddingSpace(model: Model): Promise<FeatureSpace> {
  await loadTensorflow();
  const { embedSequences } = await import('../embed-sequences.js');
  return {
    name: 'embedding',
    size: model.encoder.embeddingSize,
    notes: [],
    place: (states) =>
      embedSequences(
        model,
        states.map(({ steps, queries }) =>
          untilLastItem(toModelInput(model, { steps, queries }).sequence, model.vocabulary.sessionStart),
        ),
      ),
  };
}
