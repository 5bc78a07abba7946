import { type Remote, wrap } from 'comlink';
import type { EncoderProbe } from './encoder.worker.js';

declare global {
  interface Window {
    /** The forward pass, in a worker of its own. */
    probe: Remote<EncoderProbe>;
  }
}

window.probe = wrap<EncoderProbe>(new Worker('/encoder.worker.js', { type: 'module' }));
