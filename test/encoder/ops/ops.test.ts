import { setBackend, type Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { createArrayOps } from '../../../src/encoder/ops/array-ops.js';
import type { ArrayTensor } from '../../../src/encoder/ops/array-tensor.js';
import { createTfjsOps } from '../../../src/encoder/ops/tfjs-ops.js';
import { encodeRandomSequences } from '../../contracts/encode-random-sequences.js';
import { describeOps } from '../../contracts/ops.contract.js';

const readArray = ({ data }: ArrayTensor) => data;
const expected = encodeRandomSequences(createArrayOps(), readArray);
const openArrays = async () => ({
  ops: createArrayOps(),
  shapeOf: ({ shape }: ArrayTensor) => shape,
  read: readArray,
});

describeOps('plain arrays', openArrays, expected);
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
