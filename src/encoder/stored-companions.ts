import { VitrineError } from '../errors.js';
import { type Companions, companionFeatures } from './companions.js';
import type { StoredTensor } from './safetensors.js';
import { int8Tensors, readTensor } from './stored-tensor.js';

/** Packs companions: item rows as integers, strengths in 8 bits with a scale an item. */
export function storeCompanions({ perItem, items, strengths, weights }: Companions): Record<string, StoredTensor> {
  const nItems = items.length / perItem;
  return {
    'companions/items': { dtype: 'I32', shape: [nItems, perItem], data: items },
    ...int8Tensors('companions/strengths', strengths, nItems, perItem),
    'companions/weights': { dtype: 'F32', shape: [weights.length], data: weights },
  };
}

/**
 * Unpacks companions.
 *
 * @returns undefined where the file has none
 * @throws VitrineError `MODEL_CORRUPT` when parts are missing, or name items that are not there
 */
export function readCompanions(
  tensors: Readonly<Record<string, StoredTensor>>,
  nItems: number,
): Companions | undefined {
  const stored = tensors['companions/items'];
  if (!stored) return undefined;
  const perItem = stored.shape[1];
  if (stored.dtype !== 'I32' || stored.shape.join() !== [nItems, perItem].join()) {
    throw new VitrineError(
      'MODEL_CORRUPT',
      `companions/items is ${stored.dtype} [${stored.shape}], expected I32 [${nItems}, n]`,
    );
  }
  const stranger = stored.data.find((item) => item < -1 || item >= nItems);
  if (stranger !== undefined) {
    throw new VitrineError('MODEL_CORRUPT', `companions/items names item ${stranger}, the catalogue has ${nItems}`);
  }
  return {
    perItem,
    items: stored.data,
    strengths: readTensor(tensors, 'companions/strengths', [nItems, perItem]),
    weights: readTensor(tensors, 'companions/weights', [companionFeatures.length]),
  };
}
