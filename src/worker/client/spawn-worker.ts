import { trustScriptUrl } from './script-url.js';

/**
 * Starts the worker as an ES module; a bundler may make a classic script of its own worker, which runs as well.
 *
 * The default is written the way bundlers look for, so that a shop's own build finds the worker in the package. That
 * leaves no room for Trusted Types: a page that demands them names its worker.
 *
 * @throws what `new Worker` throws: for another origin, or where a policy forbids it
 */
export function spawnWorker(workerUrl?: string | URL): Worker {
  if (workerUrl === undefined) {
    return new Worker(new URL('./vitrine.worker.js', import.meta.url), { type: 'module', name: 'vitrine' });
  }
  return new Worker(trustScriptUrl(workerUrl), { type: 'module', name: 'vitrine' });
}

/**
 * Says which URL `spawnWorker` has tried. Only the shop's bundler knows that of its own worker: so the worker is asked for
 * again, of a stand-in that notes the URL and starts nothing. No other code runs before the browser's own is back.
 *
 * @returns undefined for a bundle that does not know its own address
 */
export function findTriedUrl(workerUrl?: string | URL): string | undefined {
  if (workerUrl !== undefined) return String(workerUrl);
  let triedUrl: string | undefined;
  class StandIn {
    constructor(url: string | URL) {
      triedUrl = String(url);
    }
  }
  const standIn = StandIn as typeof Worker;
  const { Worker: own } = globalThis;
  try {
    globalThis.Worker = standIn;
    spawnWorker();
  } catch {
    // The URL cannot be made, or the page has locked the name.
  } finally {
    if (globalThis.Worker === standIn) globalThis.Worker = own;
  }
  return triedUrl;
}
