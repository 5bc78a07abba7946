import type { Model } from '../../../encoder/artifact/model.js';
import { createEncoder } from '../../../encoder/kinds/create-encoder.js';
import { loadTensorflow } from '../../tensorflow/load-tensorflow.js';
import type { FeatureSpace } from '../spaces/feature-space.js';
import type { ShopperState } from '../spaces/shopper-state.js';
import { standingSequence } from '../spaces/standing-sequence.js';

/**
 * The space of the encoder: a shopper's embedding after their last step, as it is, which is where the model's own
 * centroids lie. It can be tuned where the encoder has weights of its own.
 *
 * @throws VitrineError `DEPENDENCY_MISSING`, `BACKEND_UNAVAILABLE`
 */
export async function createEmbeddingSpace(model: Model): Promise<FeatureSpace> {
  await loadTensorflow();
  const { embedSequences } = await import('../../tensorflow/embed-sequences.js');
  const { groupByTuning } = await import('./group-by-tuning.js');
  const isTunable = createEncoder(model.encoder).parameters.length > 0;
  return {
    name: 'embedding',
    size: model.encoder.embeddingSize,
    notes: [],
    place: (states: readonly ShopperState[]) =>
      embedSequences(
        model,
        states.map((state) => standingSequence(model, state)),
      ),
    ...(isTunable ? { tune: groupByTuning(model) } : {}),
  };
}
