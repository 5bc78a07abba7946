import { buildId } from '../build-id.js';
import { createVitrine, type Vitrine, VitrineError, type VitrineOptions } from '../index.js';
import { nativeValue } from '../native-value.js';
import type { EarlyLists } from './first/watch-lists.js';
import { orderOnly } from './host/order-only.js';
import { connectPage } from './markup/page.js';
import { openDebugPanel } from './open-debug-panel.js';
import { type QueuedCall, runCalls } from './queue.js';
import type { VitrineGlobal } from './vitrine-global.js';

/**
 * The script tag: `<script async src="/vitrine.iife.js" data-model="/model/"></script>`.
 *
 * Starts Vitrine from the tag's attributes (`data-model`, `data-worker`, `data-consent`, `data-namespace`, `data-bots`, `data-frugal`, `data-expose`,
 * `data-holdout` as a share, `data-deadline` in ms), connects the page's markup, runs the calls queued so far, and becomes `window.vitrine`: the
 * API with a `push` that takes further calls. Failures go to the console as warnings, and to whoever listens for
 * `vitrine:error` on the window (its detail is the `VitrineError`).
 *
 * This file exports nothing: a script with exports would overwrite `window.vitrine` with them.
 */

const globals = window as unknown as { vitrine?: unknown };
// An element whose id or name is "vitrine" is no own property of the window's.
const found = Object.hasOwn(globals, 'vitrine') ? globals.vitrine : undefined;

try {
  if (isStarted(found)) {
    if (!isRunAgain(findTag()))
      report(new VitrineError('OPTION_INVALID', 'the Vitrine script is on this page twice: remove one script tag'));
  } else {
    start(findTag(), found);
  }
} catch (cause) {
  report(new VitrineError('RANKING_FAILED', 'Vitrine could not start: see the cause', { cause }));
}

/** The tag is named by the document while the script runs; a module has none. Markup may stand in the place of either name. */
function findTag(): HTMLScriptElement | null {
  const tag =
    nativeValue(document, 'currentScript') ?? nativeValue(document, 'querySelector')<HTMLElement>('script[data-model]');
  return tag instanceof HTMLScriptElement ? tag : null;
}

function start(script: HTMLScriptElement | null, queued: unknown): void {
  const vitrine = createVitrine({ ...readOptions(script), onError: report });
  const isOrderOnly = vitrine.expose === 'order';
  let disconnect = () => {};
  let first = (Array.isArray(queued) ? queued : {}) as Partial<EarlyLists>;
  const handOver = () => {
    const done = first.handOver?.() ?? new Map();
    first = {};
    return done;
  };
  /** The head script pushes what failed. */
  const fail = (cause: unknown) =>
    report(new VitrineError('RANKING_FAILED', 'the head script could not order a list: see the cause', { cause }));
  const api: VitrineGlobal = {
    ...(isOrderOnly ? orderOnly(vitrine, report) : vitrine),
    push: (...calls) => runCalls({ ...api, fail }, calls, report),
    order(list, options) {
      if (first.order) first.order(list, options);
      else if (list && options?.rules) list.vitrineRules = options.rules;
    },
    stop() {
      disconnect();
      vitrine.stop();
    },
  };
  globals.vitrine = api;
  openDebugPanel(vitrine, script?.src ?? '', report);
  // Who asks before the script comes is a script of the shop's own template: what is whole is given once.
  let whole: Vitrine | undefined = vitrine;
  const claim = (hear: (vitrine: Vitrine) => void) => {
    const given = whole;
    whole = undefined;
    if (given) hear(given);
  };
  runCalls({ ...api, fail, claim }, queued, report);
  // Whoever kept the queue itself speaks to the API from now on.
  if (Array.isArray(queued))
    queued.push = (...calls: QueuedCall[]) => {
      api.push(...calls);
      return 0;
    };
  disconnect = connectPage(vitrine, report, handOver);
}

function readOptions(script: HTMLScriptElement | null): VitrineOptions {
  const { model, worker, consent, namespace, deadline, bots, holdout, frugal, expose } = script?.dataset ?? {};
  return {
    modelUrl: model ?? '',
    workerUrl: worker ?? (script?.src ? new URL(`vitrine.worker.js?v=${buildId}`, script.src) : undefined),
    // Checked where all options are, with a message that names what was found.
    consent: consent as VitrineOptions['consent'],
    namespace,
    bots: bots as VitrineOptions['bots'],
    frugal: frugal as VitrineOptions['frugal'],
    expose: expose as VitrineOptions['expose'],
    holdout: holdout === undefined ? undefined : Number(holdout),
    deadlineMs: deadline === undefined ? undefined : Number(deadline),
  };
}

function isStarted(other: unknown): boolean {
  return typeof (other as { rerank?: unknown } | undefined)?.rerank === 'function' && !Array.isArray(other);
}

/** Whether a script runs that has run: Turbo runs the scripts of a body that it has put in the place of another. */
function isRunAgain(tag: HTMLScriptElement | null): boolean {
  const scripts = [...nativeValue(document, 'querySelectorAll')<HTMLScriptElement>('script[src]')];
  return tag !== null && scripts.filter(({ src }) => src === tag.src).length === 1;
}

function report(error: VitrineError): void {
  try {
    console.warn(`[vitrine] ${error.code}: ${error.message}`);
    window.dispatchEvent(new CustomEvent('vitrine:error', { detail: error }));
  } catch {
    // Another script has replaced the console or the event: nobody is left to tell.
  }
}
