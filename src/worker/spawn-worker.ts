import { trustScriptUrl } from './script-url.js';

/**
 * Starts the worker as an ES module, which it must be to import its execution lazily.
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
