import type { VitrineError } from '../errors.js';

/**
 * Passes each failure to the shop once: a second one with the same code and message is swallowed, and so is whatever
 * the shop's own handler throws.
 *
 * @param onError the shop's handler; without one, failures go to the console as warnings
 */
export function createReporter(onError?: (error: VitrineError) => void): (error: VitrineError) => void {
  const reported = new Set<string>();
  const hear = onError ?? ((error: VitrineError) => console.warn(`[vitrine] ${error.code}: ${error.message}`));
  return (error) => {
    const key = `${error.code} ${error.message}`;
    if (reported.has(key)) return;
    reported.add(key);
    try {
      hear(error);
    } catch {
      // The shop's handler failed: its own tools will see it, the page must go on.
    }
  };
}
