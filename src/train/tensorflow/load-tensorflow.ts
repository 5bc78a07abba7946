import { VitrineError } from '../../errors.js';

/** TensorFlow.js with gradients and the WASM backend, as training and evaluation use it. */
export type Tensorflow = typeof import('@tensorflow/tfjs');

/**
 * Loads TensorFlow.js and makes its WASM backend the active one: single-threaded, it is several times faster in Node
 * than any other execution that installs everywhere.
 *
 * @throws VitrineError `DEPENDENCY_MISSING` when the optional peers are not installed, `BACKEND_UNAVAILABLE` when WASM
 * does not start
 */
export async function loadTensorflow(): Promise<Tensorflow> {
  let tf: Tensorflow;
  try {
    // The umbrella package, because the core alone registers no gradients in Node.
    tf = await import('@tensorflow/tfjs');
    await import('@tensorflow/tfjs-backend-wasm');
  } catch (cause) {
    throw new VitrineError(
      'DEPENDENCY_MISSING',
      'training needs TensorFlow.js: npm install @tensorflow/tfjs @tensorflow/tfjs-backend-wasm',
      { cause },
    );
  }
  if (!(await tf.setBackend('wasm'))) {
    throw new VitrineError(
      'BACKEND_UNAVAILABLE',
      'the WASM backend of TensorFlow.js did not start: is WebAssembly off?',
    );
  }
  await tf.ready();
  return tf;
}
