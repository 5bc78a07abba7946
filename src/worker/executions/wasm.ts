import { wasm } from '../backends/wasm.js';
import { provideExecution } from '../provide-execution.js';

// The entry of dist/vitrine.wasm.js.
provideExecution(wasm);
