import type { VitrineError } from '../errors.js';
import { createReportOnce } from '../events/recording/report-once.js';

/**
 * Passes each kind of failure to the shop once, and swallows whatever the shop's own handler throws.
 *
 * @param onError the shop's handler; null where there is none: failures go to the console as warnings
 * @param tell hears of the same failures
 */
export function createReporter(
  onError: ((error: VitrineError) => void) | null,
  tell?: (error: VitrineError) => unknown,
): (error: VitrineError) => void {
  const hear = onError ?? ((error: VitrineError) => console.warn(`[vitrine] ${error.code}: ${error.message}`));
  return createReportOnce((error) => {
    tell?.(error);
    try {
      hear(error);
    } catch {
      // The shop's handler failed: its own tools will see it, the page must go on.
    }
  });
}
