import type { VitrineError } from '../../errors.js';

/** Most distinct mistakes that are passed on: a shop whose every event is wrong has heard enough. */
const maxReports = 50;

/**
 * Passes on the first failure of each kind: one for each code, and for events that are no events one for each message,
 * since each is a different mistake in the shop's code.
 */
export function createReportOnce(onError: (error: VitrineError) => void): (error: VitrineError) => void {
  const reported = new Set<string>();
  return (error) => {
    const kind = error.code.endsWith('_INVALID') ? error.message : error.code;
    if (reported.has(kind) || reported.size >= maxReports) return;
    reported.add(kind);
    onError(error);
  };
}
