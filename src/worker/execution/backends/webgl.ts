import '@tensorflow/tfjs-backend-webgl/dist/base.js';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl.js';
import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add.js';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul.js';
import { castConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Cast.js';
import { concatConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Concat.js';
import { gatherV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/GatherV2.js';
import { identityConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Identity.js';
import { meanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Mean.js';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply.js';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu.js';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape.js';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Rsqrt.js';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid.js';
import { sliceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Slice.js';
import { softmaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softmax.js';
import { splitVConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SplitV.js';
import { squareConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Square.js';
import { subConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sub.js';
import { sumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sum.js';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Tanh.js';
import { transposeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose.js';
import { backend, env, type KernelConfig, registerKernel } from '@tensorflow/tfjs-core';
import type { BackendDriver } from './backend-driver.js';

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

/** The shopper's GPU, through WebGL 2 on an OffscreenCanvas. */
export const webgl: BackendDriver = {
  name: 'webgl',
  // TensorFlow.js refuses Safari's OffscreenCanvas, and a worker has no other.
  isSupported: () => !env().getBool('IS_SAFARI'),
  configure() {
    for (const kernel of kernels) registerKernel(kernel);
    // Textures kept for reuse only add up on a shopper's device: free each at once.
    env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', 0);
  },
  async compile(run) {
    // Compiled one by one on first use, shaders hold the worker for seconds; so they are all handed over, and waited for.
    env().set('ENGINE_COMPILE_ONLY', true);
    try {
      run();
    } finally {
      env().set('ENGINE_COMPILE_ONLY', false);
    }
    const webgl = backend() as MathBackendWebGL;
    await webgl.checkCompileCompletionAsync();
    webgl.getUniformLocations();
    // Each program's first run takes long too, and whatever asks the GPU a question meanwhile stands in its queue.
    run();
    await webgl.gpgpu.createAndWaitForFence();
  },
  onLost(listener) {
    const { gl } = (backend() as MathBackendWebGL).gpgpu;
    // TensorFlow.js itself only warns of it, and then returns garbage.
    gl.canvas.addEventListener('webglcontextlost', listener);
  },
};
