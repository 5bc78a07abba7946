import type { VitrineError } from '../errors.js';
import { createReportOnce } from '../events/report-once.js';

/**
 * Passes each kind of failure to the shop once, and swallows whatever the shop's own handler throws.
 *
 * @param onError the shop's handler; without one, failures go to the console as warnings
 */
export function createReporter(onError?: (error: VitrineError) => void): (error: VitrineError) => void {
  const hear = onError ?? ((error: VitrineError) => console.warn(`[vitrine] ${error.code}: ${error.message}`));
  return createReportOnce((error) => {
    try {
      hear(error);
    } catch {
      // The shop's handler failed: its own tools will see it, the page must go on.
    }
  });
}
