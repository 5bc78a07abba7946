import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend, engine, type Tensor } from '@tensorflow/tfjs-core';

/**
 * A tensor's values where the WASM backend keeps them, to read and to write in place: no copy is made.
 *
 * `dataSync` copies, and its copies count against V8's limit for memory outside of its heap: every 64 MB of them make it
 * walk the whole heap, which takes the longer the larger the log.
 *
 * @returns valid until the next tensor is made: the backend's memory may move when it grows
 */
export function viewTensor(tensor: Tensor): Float32Array {
  return (backend() as BackendWasm).typedArrayFromHeap(tensor) as Float32Array;
}

/** A new tensor on the WASM backend that holds anything: for `viewTensor` to be filled through. */
export function createBlankTensor(shape: readonly number[]): Tensor {
  return engine().makeTensorFromTensorInfo((backend() as BackendWasm).makeOutput([...shape], 'float32'));
}
