import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base.js';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add.js';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul.js';
import { castConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast.js';
import { concatConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat.js';
import { gatherV2Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/GatherV2.js';
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity.js';
import { meanConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean.js';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply.js';
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu.js';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape.js';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Rsqrt.js';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid.js';
import { sliceConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Slice.js';
import { softmaxConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softmax.js';
import { splitVConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/SplitV.js';
import { squareConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Square.js';
import { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub.js';
import { sumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum.js';
import { tanhConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tanh.js';
import { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose.js';
import { env, type KernelConfig, registerKernel } from '@tensorflow/tfjs-core';
import type { BackendDriver } from '../backend.js';

/** Only what the encoder's operations use: all kernels together would double the chunk. */
const kernels: readonly KernelConfig[] = [
  addConfig,
  batchMatMulConfig,
  castConfig,
  concatConfig,
  gatherV2Config,
  identityConfig,
  meanConfig,
  multiplyConfig,
  reluConfig,
  reshapeConfig,
  rsqrtConfig,
  sigmoidConfig,
  sliceConfig,
  softmaxConfig,
  splitVConfig,
  squareConfig,
  subConfig,
  sumConfig,
  tanhConfig,
  transposeConfig,
];

/** Bytes of the smallest module that uses SIMD: (module (func (drop (i32x4.splat (i32.const 0))))). */
const simdProbe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 17, 26, 11],
);

/** WebAssembly with SIMD on one thread; its binary lies beside this file. */
export const wasm: BackendDriver = {
  isSupported: () => typeof WebAssembly !== 'undefined' && WebAssembly.validate(simdProbe),
  configure() {
    // Where a content security policy forbids it, this throws: the binary need not be fetched, nor refused three times.
    new WebAssembly.Module(simdProbe);
    for (const kernel of kernels) registerKernel(kernel);
    // Threads need cross-origin isolation, which shops do not have, and gain nothing at this size.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    // Written the way bundlers look for, so that a shop's own build copies the binary too.
    const binary = new URL('./tfjs-backend-wasm-simd.wasm', import.meta.url).href;
    setWasmPaths({
      'tfjs-backend-wasm-simd.wasm': binary,
      // Never asked for: there is SIMD and there are no threads; but every name must have an entry.
      'tfjs-backend-wasm.wasm': binary,
      'tfjs-backend-wasm-threaded-simd.wasm': binary,
    });
  },
};
