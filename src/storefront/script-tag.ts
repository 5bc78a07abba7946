import { buildId } from '../build-id.js';
import { createVitrine, type Vitrine, VitrineError, type VitrineOptions } from '../index.js';
import { openDebugPanel } from './open-debug-panel.js';
import { connectPage } from './page.js';
import { type QueuedCall, runCalls } from './queue.js';

/**
 * The script tag: `<script async src="/vitrine.iife.js" data-model="/model/"></script>`.
 *
 * Starts Vitrine from the tag's attributes (`data-model`, `data-worker`, `data-consent`, `data-namespace`, `data-bots`, `data-frugal`,
 * `data-holdout` as a share, `data-deadline` in ms), connects the page's markup, runs the calls queued so far, and becomes `window.vitrine`: the
 * API with a `push` that takes further calls. Failures go to the console as warnings, and to whoever listens for
 * `vitrine:error` on the window (its detail is the `VitrineError`).
 *
 * This file exports nothing: a script with exports would overwrite `window.vitrine` with them.
 */

/** What `window.vitrine` is once the script has run. */
interface VitrineGlobal extends Vitrine {
  /** Runs calls given as data, in order; before the script came, an array's own `push` queued them. */
  push(...calls: QueuedCall[]): void;
}

// document.currentScript is there only while the script itself runs; a module has none.
const tag = document.currentScript ?? document.querySelector<HTMLScriptElement>('script[data-model]');
const globals = window as Window & { vitrine?: unknown };

if (isStarted(globals.vitrine)) {
  report(new VitrineError('OPTION_INVALID', 'the Vitrine script is on this page twice: remove one script tag'));
} else {
  start(tag instanceof HTMLScriptElement ? tag : null);
}

function start(script: HTMLScriptElement | null): void {
  const vitrine = createVitrine({ ...readOptions(script), onError: report });
  let disconnect = () => {};
  const api: VitrineGlobal = {
    ...vitrine,
    push: (...calls) => runCalls(api, calls, report),
    stop() {
      disconnect();
      vitrine.stop();
    },
  };
  const queued = globals.vitrine;
  globals.vitrine = api;
  openDebugPanel(api, script?.src ?? '', report);
  runCalls(api, queued, report);
  // Whoever kept the queue itself speaks to the API from now on.
  if (Array.isArray(queued))
    queued.push = (...calls: QueuedCall[]) => {
      api.push(...calls);
      return 0;
    };
  disconnect = connectPage(vitrine);
}

function readOptions(script: HTMLScriptElement | null): VitrineOptions {
  const { model, worker, consent, namespace, deadline, bots, holdout, frugal } = script?.dataset ?? {};
  return {
    modelUrl: model ?? '',
    workerUrl: worker ?? (script?.src ? new URL(`vitrine.worker.js?v=${buildId}`, script.src) : undefined),
    // Checked where all options are, with a message that names what was found.
    consent: consent as VitrineOptions['consent'],
    namespace,
    bots: bots as VitrineOptions['bots'],
    frugal: frugal as VitrineOptions['frugal'],
    holdout: holdout === undefined ? undefined : Number(holdout),
    deadlineMs: deadline === undefined ? undefined : Number(deadline),
  };
}

function isStarted(found: unknown): boolean {
  return typeof found === 'object' && found !== null && !Array.isArray(found) && 'rerank' in found && 'push' in found;
}

function report(error: VitrineError): void {
  console.warn(`[vitrine] ${error.code}: ${error.message}`);
  window.dispatchEvent(new CustomEvent('vitrine:error', { detail: error }));
}
