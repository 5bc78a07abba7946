import type { Refusals } from './watch-refusals.js';

/** What is known of a worker that did not start. */
export interface FailedWorker {
  /** The URL that was tried; absent where only the shop's bundler knows it. */
  readonly url?: string;
  /** Whether the shop named the URL itself. */
  readonly isNamed: boolean;
  /** What the browser said: the message of a script that threw; empty for one that did not load. */
  readonly message: string;
  readonly refusals: Refusals;
}

/** Longest that the explanation is waited for, ms. */
const maxWaitMs = 5000;

/**
 * Explains why a worker did not start: which URL was tried, what came back, and what to do. The browser itself tells nothing
 * of that, so the URL is fetched once more: a GET of a static file, as the worker was.
 *
 * @returns the message of an error; it starts with the URL
 */
export async function explainWorker({ url, isNamed, message, refusals }: FailedWorker): Promise<string> {
  // The browser tells of a refusal in a task of its own.
  await new Promise((resolve) => setTimeout(resolve));
  const refused = refusals.of(url);
  const shown = nameWorker(url);
  if (refused) return `${shown} is refused by the page's policy (${refused}): allow its origin there, see docs/csp.md`;
  const failed = `${shown} does not start`;
  const thrown = message && `its script fails: ${message}`;
  if (!url) return `${failed}: ${thrown || 'look for its request in the browser’s network panel'}`;
  return `${failed}: ${(await askAgain(url, isNamed)) ?? (thrown || unknown)}`;
}

/** Names a worker by the URL that was tried. */
export function nameWorker(url: string | undefined): string {
  return `the worker ${url ?? 'that your bundler has made'}`;
}

/**
 * Explains why the browser did not even construct a worker.
 *
 * @param url the URL that was tried; undefined where the page's script does not know its own
 * @param cause what `new Worker` threw
 */
export function explainRefusedStart(url: string | undefined, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (!url)
    return `the worker cannot be started: ${reason}: pass workerUrl, or build as ES modules, see docs/bundlers.md`;
  const { origin } = new URL(url, location.href);
  if (origin !== location.origin) {
    return `the worker ${url} is of another origin, expected ${location.origin}: serve it from there, see docs/csp.md`;
  }
  return `the worker ${url} cannot be started: ${reason}: see docs/csp.md`;
}

const unknown =
  'the file is there, but the browser does not run it as a module worker: see docs/csp.md and docs/bundlers.md';

/** @returns what is wrong with the answer and what to do; undefined where nothing is */
async function askAgain(url: string, isNamed: boolean): Promise<string | undefined> {
  const aborter = new AbortController();
  const timer = setTimeout(() => aborter.abort(), maxWaitMs);
  try {
    const { ok, status, headers } = await fetch(url, { signal: aborter.signal });
    const type = headers.get('content-type') ?? '';
    if (!ok) return `the server answers ${status}: ${placeFile(url, isNamed)}`;
    if (/html/.test(type)) return `the server answers with HTML instead of JavaScript: ${placeFile(url, isNamed)}`;
    if (!/(java|ecma)script/.test(type)) return `its content type is '${type}': serve it as text/javascript`;
    if (globalThis.crossOriginIsolated && !headers.has('cross-origin-embedder-policy'))
      return 'the page is cross-origin isolated: send Cross-Origin-Embedder-Policy with the worker, too';
    return undefined;
  } catch {
    return `it cannot be fetched: ${placeFile(url, isNamed)}`;
  } finally {
    clearTimeout(timer);
    aborter.abort(); // the body is not wanted
  }
}

function placeFile(url: string, isNamed: boolean): string {
  if (/\/node_modules\/\.(vite|cache)\//.test(url)) {
    return "add optimizeDeps: { exclude: ['vitrine'] } to the configuration of Vite";
  }
  if (isNamed) return 'check workerUrl (data-worker)';
  if (!/\/vitrine\.worker\.js$/.test(url)) return 'deploy all files that your bundler has made';
  return 'copy the worker’s files from node_modules/vitrine/dist beside the script, see docs/bundlers.md, or pass workerUrl';
}
