import type { Model } from '../../encoder/artifact/model.js';
import type { ModelVariant } from './model-variants.js';

/**
 * The model without its table of companions: the encoder, what was met before, and how popular items are.
 *
 * It was trained beside the table, not for standing alone: an encoder that is trained without one can do better.
 */
export function withoutCompanions({ companions, ...model }: Model): Model {
  return model;
}

/**
 * The model without its encoder: the table of companions, what was met before, and how popular items are. Its logits
 * are the items' biases and what the table adds to them.
 */
export function companionsOnly(model: Model): Model {
  return { ...model, itemEmbeddings: new Float32Array(model.itemEmbeddings.length) };
}

/** What stands beside the whole model, to tell where its quality comes from. */
export function modelParts(model: Model): { model: Model; variants: ModelVariant[] }[] {
  // Clusters are places among the encoder's embeddings: no part of either.
  const weights = { ...model.ranking, cluster: 0 };
  return [
    { model: withoutCompanions(model), variants: [{ method: 'vitrine, encoder alone', weights }] },
    { model: companionsOnly(model), variants: [{ method: 'vitrine, table alone', weights }] },
  ];
}
