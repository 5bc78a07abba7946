import type { ExecutionFiles } from '../wire/protocol.js';
import { findInDevServer } from './vite-dev-server.js';

/** The worker's script, and what the worker loads later. */
export interface WorkerFiles {
  /** Absent where the worker is the one that the shop's bundler made of `new Worker(new URL(…))`. */
  readonly workerUrl?: string;
  /** Absent where they cannot be found: the model stays on plain arrays. */
  readonly executionFiles?: ExecutionFiles;
}

/**
 * Finds the files of the worker.
 *
 * A worker under its own name has the other files beside it, under the same query (such as a version). A worker of another
 * name has come from a bundler, or imports the real one from elsewhere: the other files are then what a bundler made of
 * the addresses in this module, or lie beside this module.
 *
 * @param workerUrl the shop's own option, absolute
 */
export async function findWorkerFiles(workerUrl?: string): Promise<WorkerFiles> {
  const beside = workerUrl && besideWorker(workerUrl);
  if (beside) return { workerUrl, executionFiles: beside };
  const bundled = bundledFiles();
  if (workerUrl || !bundled) return { workerUrl, executionFiles: bundled };
  const devUrl = await findInDevServer(bundled.webgl);
  return devUrl ? { workerUrl: devUrl, executionFiles: besideWorker(devUrl) } : { executionFiles: bundled };
}

/** The addresses are written the way bundlers look for, so that a shop's own build copies the files. */
function bundledFiles(): ExecutionFiles | undefined {
  try {
    return {
      webgl: new URL('./vitrine.webgl.js', import.meta.url).href,
      wasm: new URL('./vitrine.wasm.js', import.meta.url).href,
      wasmBinary: new URL('./tfjs-backend-wasm-simd.wasm', import.meta.url).href,
    };
  } catch {
    return undefined; // a bundle that is no ES module does not know its own address
  }
}

function besideWorker(workerUrl: string): ExecutionFiles | undefined {
  const { pathname, search } = new URL(workerUrl);
  if (!pathname.endsWith('/vitrine.worker.js')) return undefined;
  const beside = (file: string) => new URL(`${file}${search}`, workerUrl).href;
  return {
    webgl: beside('vitrine.webgl.js'),
    wasm: beside('vitrine.wasm.js'),
    wasmBinary: beside('tfjs-backend-wasm-simd.wasm'),
  };
}
