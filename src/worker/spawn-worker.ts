import type { ExecutionFiles } from './protocol.js';
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
 * Says which URL `spawnWorker` has tried: the named one, or the one beside the other files. A bundler that has given those
 * names of its own has given the worker one, too; then the browser's list of what it has loaded may tell.
 *
 * @param since when the worker was started, as `performance.now` counts
 */
export function findTriedUrl(
  workerUrl: string | URL | undefined,
  executionFiles: ExecutionFiles | undefined,
  since: number,
): string | undefined {
  if (workerUrl !== undefined) return String(workerUrl);
  const own = /\/vitrine\.webgl\.js$/;
  if (executionFiles && own.test(executionFiles.webgl)) {
    return executionFiles.webgl.replace(own, '/vitrine.worker.js');
  }
  const loaded = performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= since);
  return loaded.map(({ name }) => name).find((name) => /\bworker\b.*\.[cm]?js\b/.test(name));
}
