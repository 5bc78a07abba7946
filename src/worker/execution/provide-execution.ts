import { buildId } from '../../build-id.js';
import type { BackendDriver } from './backends/backend-driver.js';
import { startAccelerator } from './start-accelerator.js';

/** Leaves an execution where `loadExecution` looks for it: the whole of what an execution's file does when it runs. */
export function provideExecution(driver: BackendDriver): void {
  globalThis.vitrineExecutions ??= {};
  globalThis.vitrineExecutions[driver.name] = { buildId, start: (...given) => startAccelerator(driver, ...given) };
}
