import { type TransferHandler, transferHandlers } from 'comlink';
import { VitrineError, type VitrineErrorCode } from '../../errors.js';

interface ThrownError {
  readonly code?: VitrineErrorCode;
  readonly message: string;
  readonly stack?: string;
}

/**
 * Makes comlink carry the code of a `VitrineError` from the worker to the page: by itself it keeps message and stack
 * only. Whatever the worker throws arrives as a `VitrineError`, so that the page can tell it from what is thrown on its own
 * side. Call it once on each side, before anything is exposed or wrapped.
 *
 * @see https://github.com/GoogleChromeLabs/comlink#transfer-handlers-and-event-listeners
 */
export function transferErrors(): void {
  const original = transferHandlers.get('throw') as TransferHandler<{ value: unknown }, unknown>;
  const handler: TransferHandler<{ value: unknown }, ThrownError> = {
    canHandle: original.canHandle,
    serialize: ({ value }) => [toThrown(value), []],
    deserialize({ code, message, stack }) {
      const error = new VitrineError(code ?? 'WORKER_FAILED', message);
      // Where it was thrown in the worker says more than where it arrived on the page.
      if (stack) error.stack = stack;
      throw error;
    },
  };
  transferHandlers.set('throw', handler);
}

function toThrown(value: unknown): ThrownError {
  if (!(value instanceof Error)) return { message: String(value) };
  const code = value instanceof VitrineError ? { code: value.code } : {};
  return { message: value.message, stack: value.stack, ...code };
}
