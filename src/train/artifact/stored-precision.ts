import type { Precision } from '../../encoder/artifact/precision.js';
import { decodeSafetensors, type StoredTensor } from '../../encoder/artifact/safetensors.js';

/**
 * The precision that a model was packed by, as its weights tell it: packed by that again, what did not change has the
 * same bytes.
 *
 * Rows are scaled so that their largest element takes the highest level there is, which gives the bits away.
 *
 * @param weights the bytes of `weights.safetensors`
 * @throws VitrineError `MODEL_CORRUPT`
 */
export function storedPrecision(weights: Uint8Array): Precision {
  const tensors = decodeSafetensors(weights);
  const matrix = Object.entries(tensors).find(([name, { dtype }]) => name.startsWith('encoder/') && dtype === 'I8');
  return {
    itemBits: bitsOf(tensors['items/embeddings']),
    companionBits: bitsOf(tensors['companions/strengths']),
    encoderBits: matrix ? 8 : 16,
  };
}

/** 8 where the tensor is not there, or stands for nothing. */
function bitsOf(tensor: StoredTensor | undefined): number {
  let highest = 0;
  for (const value of tensor?.dtype === 'I8' ? tensor.data : []) highest = Math.max(highest, Math.abs(value));
  return highest === 0 ? 8 : Math.min(8, Math.max(3, Math.round(Math.log2(highest + 1)) + 1));
}
