import { VitrineError } from '../../index.js';

/** Hears of failures. */
export type Report = (error: VitrineError) => void;

/**
 * Makes a function that the browser calls safe: what fails in it is reported, and nothing is thrown into the page.
 *
 * @example observer = new MutationObserver(safely(report, (records) => take(records)));
 */
export function safely<Args extends unknown[]>(report: Report, work: (...args: Args) => void): (...args: Args) => void {
  return (...args) => {
    try {
      work(...args);
    } catch (cause) {
      report(new VitrineError('RANKING_FAILED', 'the markup could not be read: see the cause', { cause }));
    }
  };
}
