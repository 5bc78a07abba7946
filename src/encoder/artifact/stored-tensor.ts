import { VitrineError } from '../../errors.js';
import { decodeFloat16, encodeFloat16 } from './float16.js';
import { fullPrecision, levelsOf } from './precision.js';
import { dequantizeRows, quantizeRows } from './quantize.js';
import type { StoredTensor } from './safetensors.js';

/** A matrix in a byte an element, of which as many bits are used, with a scale a row in a tensor of its own. */
export function int8Tensors(
  name: string,
  rows: Float32Array,
  [n, size]: readonly [number, number],
  bits = fullPrecision.itemBits,
): Record<string, StoredTensor> {
  const { values, scales } = quantizeRows(rows, size, levelsOf(bits));
  return {
    [name]: { dtype: 'I8', shape: [n, size], data: values },
    [`${name}/scales`]: shortest(scales, [n]),
  };
}

/** Half floats where they lose nothing: scales of many items weigh as much as some of the items' own numbers. */
function shortest(data: Float32Array, shape: readonly number[]): StoredTensor {
  const halves = float16Tensor(data, shape);
  const isExact = decodeFloat16(halves.data as Uint16Array).every((value, i) => value === data[i]);
  return isExact ? halves : float32Tensor(data, shape);
}

/** A tensor as it is: for a handful of numbers. */
export function float32Tensor(data: Float32Array, shape: readonly number[]): StoredTensor {
  return { dtype: 'F32', shape, data };
}

/** A tensor in half floats. */
export function float16Tensor(data: Float32Array, shape: readonly number[]): StoredTensor {
  return { dtype: 'F16', shape, data: encodeFloat16(data) };
}

/**
 * Reads a tensor of numbers back, whatever it was stored as.
 *
 * @param isRight of every value; by default each has to be finite
 * @throws VitrineError `MODEL_CORRUPT` when it is missing, has another shape, or a value that is not right
 */
export function readTensor(
  tensors: Readonly<Record<string, StoredTensor>>,
  name: string,
  shape: readonly number[],
  isRight: (value: number) => boolean = Number.isFinite,
): Float32Array {
  const stored = tensors[name];
  if (!stored || stored.shape.join() !== shape.join()) {
    const found = stored ? `[${stored.shape}]` : 'nothing';
    throw new VitrineError(
      'MODEL_CORRUPT',
      `the weights hold ${found} for ${name}, the manifest implies [${shape}]: the files are of two models, deploy one whole`,
    );
  }
  const values = decodeValues(tensors, name, stored);
  for (let i = 0; i < values.length; i++) {
    if (isRight(values[i])) continue;
    throw new VitrineError(
      'MODEL_CORRUPT',
      `the weights hold ${values[i]} at place ${i} of ${name}, which no model may have there: train the model again`,
    );
  }
  return values;
}

function decodeValues(
  tensors: Readonly<Record<string, StoredTensor>>,
  name: string,
  stored: StoredTensor,
): Float32Array {
  if (stored.dtype === 'F32') return stored.data;
  if (stored.dtype === 'F16') return decodeFloat16(stored.data);
  if (stored.dtype === 'I32' || stored.dtype === 'U16') return Float32Array.from(stored.data);
  const scales = readTensor(tensors, `${name}/scales`, [stored.shape[0]]);
  return dequantizeRows({ values: stored.data, scales });
}
