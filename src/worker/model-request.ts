import { VitrineError } from '../errors.js';

export type Bytes = Uint8Array<ArrayBuffer>;

/** A file that cannot be had. */
export interface UnreachableError extends VitrineError {
  /** Whether a later page may fare better: no connection, or a server that fails. A 404 is believed. */
  readonly isPassing: boolean;
}

/** An error `MODEL_UNREACHABLE`. */
export function createUnreachableError(message: string, isPassing: boolean, cause?: unknown): UnreachableError {
  return Object.assign(new VitrineError('MODEL_UNREACHABLE', message, { cause }), { isPassing });
}

/** Whether what was thrown says nothing about the model itself. */
export function isPassing(error: unknown): boolean {
  return (error as Partial<UnreachableError> | undefined)?.isPassing === true;
}

/**
 * Fetches one file of a model.
 *
 * @throws UnreachableError `MODEL_UNREACHABLE`, which says what to look at
 */
export async function requestFile(fetchFile: typeof fetch, url: string, cache: RequestCache): Promise<Bytes> {
  let response: Response;
  try {
    response = await fetchFile(url, { cache });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    const message = `${url} cannot be fetched: is modelUrl right, and may this page connect there?`;
    throw createUnreachableError(message, true, cause);
  }
  const { status } = response;
  throw createUnreachableError(`${url} answered ${status}: is modelUrl the model directory?`, status >= 500);
}
