import { setBackend, type Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { createArrayOps } from '../../src/encoder/array-ops.js';
import { createTfjsOps } from '../../src/encoder/tfjs-ops.js';
import { encodeRandomSequences } from '../contracts/encode-random-sequences.js';
import { describeOps } from '../contracts/ops.contract.js';

const arrays = { ops: createArrayOps(), shapeOf: ({ shape }: { shape: readonly number[] }) => shape, read: readData };
const expected = encodeRandomSequences(arrays.ops, readData);

describeOps('plain arrays', async () => arrays, expected);
for (const backend of ['cpu', 'wasm']) {
  const open = async () => {
    await setBackend(backend);
    return {
      ops: createTfjsOps(),
      shapeOf: ({ shape }: Tensor) => shape,
      read: (x: Tensor) => x.dataSync() as Float32Array,
    };
  };
  describeOps(`TensorFlow.js, ${backend}`, open, expected);
}

function readData({ data }: { data: Float32Array }): Float32Array {
  return data;
}
