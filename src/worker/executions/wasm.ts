import { wasm } from '../execution/backends/wasm.js';
import { provideExecution } from '../execution/provide-execution.js';

// The entry of dist/vitrine.wasm.js.
provideExecution(wasm);
