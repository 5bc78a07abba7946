import { webgl } from '../backends/webgl.js';
import { provideExecution } from '../provide-execution.js';

// The entry of dist/vitrine.webgl.js.
provideExecution(webgl);
