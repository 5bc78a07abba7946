import { toVitrineError, type VitrineError } from '../../errors.js';

/** Types what storage failed at: `STORAGE_FULL` where the device has no room left, else `STORAGE_FAILED`. */
export function toStorageError(error: unknown, doing: string): VitrineError {
  return toVitrineError(error, isQuotaError(error) ? 'STORAGE_FULL' : 'STORAGE_FAILED', doing);
}

/** Whether a browser refused to store more. @see https://webidl.spec.whatwg.org/#quotaexceedederror */
export function isQuotaError(error: unknown): boolean {
  return (error as Error | null)?.name === 'QuotaExceededError';
}
