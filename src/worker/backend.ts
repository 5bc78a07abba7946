import { matMul, removeBackend, setBackend, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { toVitrineError, VitrineError } from '../errors.js';
import { type Breaker, createBreaker } from './breaker.js';
import type { AcceleratorName } from './protocol.js';

/** What each file of backends/ knows about its TensorFlow.js backend; importing one registers it. */
export interface BackendDriver {
  /** Whether this device has what the backend needs; false is no failure. */
  isSupported(): boolean;
  /** Registers kernels and sets flags, before the backend starts. */
  configure(): void;
  /** Compiles what `run` needs beside other work, where the backend compiles at all. */
  compile?(run: () => void): Promise<void>;
  /** Calls back when the backend dies; absent where it cannot. */
  onLost?(listener: () => void): void;
}

/** A running TensorFlow.js backend, the active one. */
export interface Backend {
  readonly name: AcceleratorName;
  /** Broken with `BACKEND_LOST` when the device takes the backend away: guard whatever waits for its results. */
  readonly life: Breaker;
  /** Has everything compiled that `run` needs, without holding up what else the worker does, where that can be had. */
  compile(run: () => void): Promise<void>;
  /** Frees the backend and every tensor on it. */
  close(): void;
}

/** Each execution is a chunk of its own, loaded only when its turn comes. */
const drivers: Record<AcceleratorName, () => Promise<BackendDriver>> = {
  webgl: async () => (await import('./backends/webgl.js')).webgl,
  wasm: async () => (await import('./backends/wasm.js')).wasm,
};

/**
 * Starts one backend and checks that it can multiply.
 *
 * @returns null where the device does not have what it takes
 * @throws VitrineError `BACKEND_UNAVAILABLE` when it should run here but does not: a chunk or a binary that does not
 *   load, a content security policy that forbids it, a GPU that gives wrong results
 */
export async function openBackend(name: AcceleratorName): Promise<Backend | null> {
  const life = createBreaker();
  const close = () => {
    try {
      removeBackend(name);
    } catch {
      // A context that is gone cannot be cleaned up, and need not be.
    }
  };
  try {
    const driver = await drivers[name]();
    if (!driver.isSupported()) return null;
    driver.configure();
    if (!(await setBackend(name))) throw new Error('TensorFlow.js could not start it');
    driver.onLost?.(() => life.break(new VitrineError('BACKEND_LOST', `the device took ${name} away`)));
    await life.guard(checkProduct());
    return { name, life, compile: async (run) => driver.compile?.(run), close };
  } catch (cause) {
    close();
    throw toVitrineError(cause, 'BACKEND_UNAVAILABLE', `${name} does not run here`);
  }
}

/** Multiplies what is known: a broken GPU driver gives zeros or noise without any error. */
async function checkProduct(): Promise<void> {
  const product = tidy(() => matMul(tensor2d([1, 2, 3, 4], [2, 2]), tensor2d([0.5, -1, 8, 100], [2, 2])));
  const values = await product.data();
  product.dispose();
  const expected = [16.5, 199, 33.5, 397];
  const isRight = expected.every((value, i) => Math.abs(values[i] - value) <= 1e-2 * value);
  if (!isRight) throw new Error(`it multiplies wrongly: [${values}], expected [${expected}]`);
}
