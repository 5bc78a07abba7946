import { VitrineError } from '../../errors.js';
import { createSilence } from '../client/silence.js';
import { createBreaker } from '../wire/breaker.js';

export type Bytes = Uint8Array<ArrayBuffer>;

/** A file that cannot be had. */
export interface UnreachableError extends VitrineError {
  /** False where the server says that the file is not there (404, 410); a later page may fare better in all other cases. */
  readonly isPassing: boolean;
}

/** One request for a file of a model. */
export interface FileRequest {
  readonly url: string;
  readonly cache: RequestCache;
  /** More bytes than these are not read. */
  readonly maxBytes: number;
}

/** The statuses by which a server says that there is no such file. All others may pass: a login, a limit, a fault. */
const goneStatuses = [404, 410];

/** Seconds in which `minProgress` bytes have to arrive, or the end of the file. */
export const maxStalledSeconds = 30;

/** Bytes that count as progress: a server that sends a byte now and then does not hold a request open for ever. */
const minProgress = 65_536;

/** Returns an error `MODEL_UNREACHABLE`. */
export function createUnreachableError(message: string, isPassing: boolean, cause?: unknown): UnreachableError {
  return Object.assign(new VitrineError('MODEL_UNREACHABLE', message, { cause }), { isPassing });
}

/** Tells whether what was thrown says nothing about the model itself. */
export function isPassing(error: unknown): boolean {
  return (error as Partial<UnreachableError> | undefined)?.isPassing === true;
}

/**
 * Fetches one file of a model. The request ends when the server stalls (see `maxStalledSeconds`), and as soon as more bytes
 * arrive than were expected: whatever a compressed answer unpacks to, no more than that is held in memory.
 *
 * A redirect to another origin is refused: a shop's content security policy, and its agreement with its host, name one
 * origin. Within the origin of `url` redirects are followed.
 *
 * @returns null where the file is longer than `maxBytes`
 * @throws UnreachableError `MODEL_UNREACHABLE`, which says what to look at
 */
export async function requestFile(
  fetchFile: typeof fetch,
  { url, cache, maxBytes }: FileRequest,
): Promise<Bytes | null> {
  const abort = new AbortController();
  const life = createBreaker();
  const silence = createSilence(
    () => {
      const message = `${url} stalled for ${maxStalledSeconds} seconds: the next page asks for it again`;
      life.break(createUnreachableError(message, true));
    },
    () => maxStalledSeconds,
  );
  const stopListening = silence.await();
  try {
    const response = await life.guard(fetchFile(url, { cache, mode: modeFor(url), signal: abort.signal }));
    checkAnswer(response, url);
    const bytes = await life.guard(readBody(response, maxBytes, silence.heard));
    stopListening();
    if (!bytes) abort.abort();
    return bytes;
  } catch (cause) {
    stopListening();
    abort.abort();
    if (cause instanceof VitrineError) throw cause;
    const message = `${url} cannot be fetched: is modelUrl right, may this page connect there, is it redirected to another origin?`;
    throw createUnreachableError(message, true, cause);
  }
}

/** For the worker's own origin, the browser refuses redirects to others before it asks them. */
function modeFor(url: string): RequestMode {
  return new URL(url).origin === globalThis.location?.origin ? 'same-origin' : 'cors';
}

function checkAnswer({ ok, status, redirected, url: answeredBy }: Response, url: string): void {
  if (!ok) {
    const message = `${url} answered ${status}: is modelUrl the model directory, and open to every visitor?`;
    throw createUnreachableError(message, !goneStatuses.includes(status));
  }
  if (redirected && new URL(answeredBy).origin !== new URL(url).origin) {
    const message = `${url} is redirected to another origin, which is refused: set modelUrl to the address that answers`;
    throw createUnreachableError(message, true);
  }
}

async function readBody(response: Response, maxBytes: number, heard: () => void): Promise<Bytes | null> {
  if (!response.body) return new Uint8Array(0);
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let nextProgress = minProgress;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > maxBytes) return null;
    chunks.push(read.value);
    if (length < nextProgress) continue;
    nextProgress = length + minProgress;
    heard();
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
