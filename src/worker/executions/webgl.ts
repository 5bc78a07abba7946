import { webgl } from '../execution/backends/webgl.js';
import { provideExecution } from '../execution/provide-execution.js';

// The entry of dist/vitrine.webgl.js.
provideExecution(webgl);
