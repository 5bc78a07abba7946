import { VitrineError, type VitrineErrorCode } from '../../errors.js';
import type { CleaningStep } from './cleaning-account.js';
import { cleaningRules } from './cleaning-rules.js';
import type { EventLogSummary } from './event-log.js';

/** Errors that say that too little of a log is left. */
const ofTooLittle: readonly VitrineErrorCode[] = ['DATA_EMPTY', 'DATA_TOO_SMALL'];

/**
 * Returns the error with the rule that took most of the log, and what to do about it, where too little of the log is left. Other
 * errors, and those of a log that lost nothing, stay as they are.
 */
export function blameRule(
  error: unknown,
  { nRows, steps }: { readonly nRows: number; readonly steps: readonly CleaningStep[] },
  log?: EventLogSummary,
): unknown {
  if (!(error instanceof VitrineError && ofTooLittle.includes(error.code))) return error;
  const most = steps.reduce<CleaningStep | undefined>(
    (worst, step) => (step.dropped > (worst?.dropped ?? 0) ? step : worst),
    undefined,
  );
  if (most === undefined) return error;
  const text = (n: number) => n.toLocaleString('en-GB');
  const advice = log && cleaningRules.find(({ name }) => name === most.rule)?.advice?.(log);
  const what = error.message.includes(`"${most.rule}"`) ? 'it took' : `"${most.rule}" took most of it,`;
  return new VitrineError(
    error.code,
    `${error.message}; ${what} ${text(most.dropped)} of ${text(nRows)} rows${advice ? `: ${advice}` : ''}`,
    { cause: error },
  );
}
