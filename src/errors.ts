/**
 * Every code a `VitrineError` can carry. Codes are stable: callers branch on them, messages may change.
 */
export type VitrineErrorCode =
  // What a shop passes in
  | 'OPTION_INVALID'
  | 'EVENT_INVALID'
  | 'TOO_MANY_EVENTS'
  // The shopper's device
  | 'STORAGE_UNAVAILABLE'
  | 'STORAGE_FAILED'
  | 'STORAGE_FULL'
  | 'STORAGE_CORRUPT'
  | 'WORKER_UNAVAILABLE'
  | 'WORKER_FAILED'
  | 'BACKEND_UNAVAILABLE'
  | 'BACKEND_LOST'
  | 'RANKING_FAILED'
  | 'LISTENER_FAILED'
  // The model
  | 'MODEL_UNREACHABLE'
  | 'MODEL_CORRUPT'
  | 'MODEL_VERSION'
  | 'SHAPE_MISMATCH'
  | 'VALUE_NOT_FINITE'
  // Training, on the command line
  | 'DEPENDENCY_MISSING'
  | 'CONFIG_INVALID'
  | 'FILE_NOT_FOUND'
  | 'FILE_UNREADABLE'
  | 'COLUMN_MISSING'
  | 'DATA_EMPTY'
  | 'DATA_TOO_SMALL'
  | 'OUT_OF_MEMORY'
  | 'WRITE_FAILED'
  | 'TRAINING_DIVERGED';

/**
 * The one error type of Vitrine: what was found, what was expected, what to do.
 *
 * Inside a host page it reaches the shop through `onError` only; it is never thrown into the page.
 *
 * @example
 * try { decodeSafetensors(bytes) } catch (error) { if (error instanceof VitrineError) report(error.code) }
 */
export class VitrineError extends Error {
  /** Each file of the package carries this class: an error from another of them is one, too. */
  static override [Symbol.hasInstance](error: unknown): error is VitrineError {
    return (error as Error | null)?.name === 'VitrineError';
  }

  // Assigned rather than initialised: class fields cost the page's bundle a helper for older browsers.
  declare readonly name: 'VitrineError';
  declare readonly code: VitrineErrorCode;

  constructor(code: VitrineErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'VitrineError';
    this.code = code;
  }
}

/**
 * Wraps anything thrown as a `VitrineError`; one that is already typed passes through unchanged.
 *
 * @example toVitrineError(new TypeError('x is not a function'), 'WORKER_FAILED').code // 'WORKER_FAILED'
 */
export function toVitrineError(error: unknown, code: VitrineErrorCode, doing?: string): VitrineError {
  const reason = error instanceof Error ? error.message : String(error);
  return hideCause(error, code, doing ? `${doing}: ${reason}` : reason);
}

/**
 * Wraps what the page's own code threw: its text may hold values of a shopper or a shop, and so is no part of the message.
 * A `VitrineError` passes through unchanged.
 */
export function hideCause(cause: unknown, code: VitrineErrorCode, message: string): VitrineError {
  return cause instanceof VitrineError ? cause : new VitrineError(code, message, { cause });
}

/**
 * Says what kind of value was found and how long it is. The value itself may be a shopper's or a shop's: it is not told.
 *
 * @example kindOf('red shoes') // 'text of 9 characters'
 */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || Number.isNaN(value)) return String(value);
  if (typeof value === 'string') return `text of ${value.length} characters`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
