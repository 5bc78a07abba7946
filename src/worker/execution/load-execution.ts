import { buildId } from '../../build-id.js';
import { inTime } from '../wire/in-time.js';
import type { AcceleratorName, ExecutionFiles } from '../wire/protocol.js';
import { hasSupport } from './backends/backend-support.js';
import type { ExecutionOptions } from './execution.js';
import type { StartAccelerator } from './start-accelerator.js';

/** What the file of an execution leaves on the worker's global scope, by the execution's name. */
export interface ProvidedExecution {
  readonly buildId: string;
  readonly start: StartAccelerator;
}

declare global {
  /** Only in the worker: what the files of executions have provided. */
  var vitrineExecutions: Partial<Record<AcceleratorName, ProvidedExecution>> | undefined;
}

/** Runs a script that is fetched from a URL: in the worker, `import()`. */
export type ImportFile = (url: string) => Promise<unknown>;

/**
 * Creates what brings in an execution: it asks whether this device has what the execution needs, loads its file from the
 * URL that the page gave, and starts it.
 *
 * @param files absent where the page does not know them: each execution then fails, and says so
 */
export function createExecutionStart(importFile: ImportFile, files?: ExecutionFiles): ExecutionOptions['start'] {
  return async (name, model, encodeOnArrays) => {
    if (!hasSupport(name)) return null;
    if (!files) throw new Error(`the page does not know where vitrine.${name}.js lies: pass workerUrl`);
    const start = await inTime(loadExecution(importFile, name, files), 'its script');
    return start(model, { files, encodeOnArrays });
  };
}

/**
 * Loads the file of an execution.
 *
 * The file is a plain script that leaves what it provides on the global scope, rather than a module with exports: shops'
 * bundlers copy it as it is, and some of them read what they copy as a script. For the same reason it imports nothing.
 *
 * @returns what starts the execution
 * @throws Error when the file does not load, is another file, or is of another build
 */
async function loadExecution(
  importFile: ImportFile,
  name: AcceleratorName,
  files: ExecutionFiles,
): Promise<StartAccelerator> {
  const url = files[name];
  await importFile(url);
  const provided = globalThis.vitrineExecutions?.[name];
  if (!provided) throw new Error(`${url} is another file: expected vitrine.${name}.js as the package has it`);
  if (provided.buildId !== buildId) {
    throw new Error(`${url} is of build ${provided.buildId}, expected ${buildId}: deploy all files of one build`);
  }
  return provided.start;
}
