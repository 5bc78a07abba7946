import { VitrineError } from '../../errors.js';
import { type Companions, companionFeatures } from '../item-features/companions.js';
import { fullPrecision } from './precision.js';
import type { StoredTensor } from './safetensors.js';
import { int8Tensors, readTensor } from './stored-tensor.js';

/** What stands for "none" among unsigned rows: -1 in 16 bits. */
const none16 = 0xffff;

/**
 * Packs companions: item rows as integers, of 16 bits where they fit; strengths in bytes with a scale an item.
 *
 * Counted on a table of 43,097 x 16 by gzip: rows in 32 bits 1.38 MB, in 16 bits 1.09 MB; rows sorted, as differences, and
 * their bytes in planes .96 MB, but strengths out of their order then cost what that saves.
 */
export function storeCompanions(
  { perItem, items, strengths, weights }: Companions,
  bits = fullPrecision.companionBits,
): Record<string, StoredTensor> {
  const nItems = items.length / perItem;
  const shape = [nItems, perItem] as const;
  return {
    'companions/items':
      nItems <= none16 ? { dtype: 'U16', shape, data: Uint16Array.from(items) } : { dtype: 'I32', shape, data: items },
    ...int8Tensors('companions/strengths', strengths, shape, bits),
    'companions/weights': { dtype: 'F32', shape: [weights.length], data: weights },
  };
}

/**
 * Unpacks companions.
 *
 * @returns undefined where the file has none
 * @throws VitrineError `MODEL_CORRUPT` when parts are missing, name items that are not there, or have no strength
 */
export function readCompanions(
  tensors: Readonly<Record<string, StoredTensor>>,
  nItems: number,
): Companions | undefined {
  const stored = tensors['companions/items'];
  if (!stored) return undefined;
  const perItem = stored.shape[1];
  const items = readRows(stored);
  if (!items || stored.shape.join() !== [nItems, perItem].join()) {
    throw new VitrineError(
      'MODEL_CORRUPT',
      `companions/items is ${stored.dtype} [${stored.shape}], expected U16 or I32 [${nItems}, n]`,
    );
  }
  const stranger = items.find((item) => item < -1 || item >= nItems);
  if (stranger !== undefined) {
    throw new VitrineError('MODEL_CORRUPT', `companions/items names item ${stranger}, the catalogue has ${nItems}`);
  }
  const nWeights = Math.min(tensors['companions/weights']?.shape[0] ?? 0, companionFeatures.length);
  const weights = new Float32Array(companionFeatures.length);
  weights.set(readTensor(tensors, 'companions/weights', [nWeights]));
  // Their logarithms are read, too.
  const isStrength = (value: number) => value >= 0 && value < Number.POSITIVE_INFINITY;
  const strengths = readTensor(tensors, 'companions/strengths', [nItems, perItem], isStrength);
  return { perItem, items, strengths, weights };
}

function readRows(stored: StoredTensor): Int32Array | undefined {
  if (stored.dtype === 'I32') return stored.data;
  if (stored.dtype !== 'U16') return undefined;
  return Int32Array.from(stored.data, (item) => (item === none16 ? -1 : item));
}
