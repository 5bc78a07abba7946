import { removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { toVitrineError, VitrineError } from '../../errors.js';
import { type Breaker, createBreaker } from '../wire/breaker.js';
import type { AcceleratorName, ExecutionFiles } from '../wire/protocol.js';
import type { BackendDriver } from './backends/backend-driver.js';

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

/**
 * Starts one backend. Whether it computes rightly is seen by the model's first pass.
 *
 * @returns null where the device does not have what it takes
 * @throws VitrineError `BACKEND_UNAVAILABLE` when it should run here but does not: a binary that does not load, a
 *   content security policy that forbids it
 */
export async function openBackend(driver: BackendDriver, files: ExecutionFiles): Promise<Backend | null> {
  const { name } = driver;
  const life = createBreaker();
  const close = () => {
    try {
      removeBackend(name);
    } catch {
      // A context that is gone cannot be cleaned up, and need not be.
    }
  };
  try {
    if (driver.isSupported?.() === false) return null;
    driver.configure(files);
    if (!(await setBackend(name))) throw new Error('TensorFlow.js could not start it');
    driver.onLost?.(() => life.break(new VitrineError('BACKEND_LOST', `the device took ${name} away`)));
    return { name, life, compile: async (run) => driver.compile?.(run), close };
  } catch (cause) {
    close();
    throw toVitrineError(cause, 'BACKEND_UNAVAILABLE', `${name} does not run here`);
  }
}
