import { VitrineError } from '../../errors.js';
import type { OrderRecord } from '../../ranking/order-record.js';
import type { FrugalReason } from '../../ranking/ranking.js';
import { findWorkerFiles } from '../../worker/client/find-worker-files.js';
import { createLastingClient } from '../../worker/client/lasting-client.js';
import { type AcceleratorName, modelCacheName } from '../../worker/wire/protocol.js';
import type { VitrineOptions } from '../api.js';
import { withDeadline } from '../deadline.js';
import type { ModelAnswers, UnsentEvents } from '../scorer.js';
import { readDeviceConditions } from './device-conditions.js';
import { type FrugalPlan, judgeDevice } from './frugality.js';
import { createModelAnswers } from './model-answers.js';

export interface FrugalStart {
  readonly frugal: NonNullable<VitrineOptions['frugal']>;
  /** Absolute, ending in a slash. */
  readonly modelUrl: string;
  readonly workerUrl: string | undefined;
  readonly namespace: string;
  readonly adaptClusters: boolean;
  /** Reads the order record of the page before. */
  readRecord(): OrderRecord | null;
  /** Keeps the text of an order record for the next page; false where the device does not. */
  keep(text: string): boolean;
  /** Hears that another backend runs the model from now on. */
  onBackend(): void;
  /** Hears of failures: of the shop's own function, and of the worker. */
  report(error: VitrineError): void;
  /** Hears why there is no model now. */
  hold(reason: FrugalReason): void;
  /** Hears that the model is to be started, and how. */
  start(begin: (unsent: UnsentEvents) => ModelAnswers): void;
}

/**
 * Starts the model when, and as far as, the device can afford it. Where the shop's own `frugal` throws, the stated rules decide.
 */
export async function startFrugally(options: FrugalStart): Promise<void> {
  const { frugal, modelUrl, report, hold } = options;
  const { plan, reason = 'frugal' } = await decide(frugal, report);
  if (plan === 'defer') {
    hold(reason);
    await pageIsDone();
  }
  if (plan !== 'skip') await startWorker(options, true);
  else if (await isKept(modelUrl)) await startWorker(options, false);
  else hold(reason);
}

/** @param mayFetch false for the model that the device has, and nothing else */
async function startWorker(options: FrugalStart, mayFetch: boolean): Promise<void> {
  const { workerUrl, executionFiles } = await findWorkerFiles(options.workerUrl);
  const { modelUrl, namespace, adaptClusters: adaptsClusters, report, onBackend, keep } = options;
  const record = options.readRecord();
  const shownIds = record?.itemIds.slice(0, record.nShown);
  // What executes the model is fetched, too.
  const backends: AcceleratorName[] = mayFetch ? ['webgl', 'wasm'] : [];
  const setup = {
    modelUrl,
    namespace,
    hasStorage: true,
    backends,
    executionFiles,
    mayFetch,
    adaptsClusters,
    shownIds,
  };
  options.start((unsent) => {
    const client = createLastingClient({ workerUrl, setup, onError: report, onBackend });
    return createModelAnswers({ client, unsent, keep, onError: report });
  });
}

async function decide(frugal: FrugalStart['frugal'], report: FrugalStart['report']): Promise<FrugalPlan> {
  if (frugal === 'off') return { plan: 'load' };
  const conditions = await readDeviceConditions();
  try {
    if (frugal !== 'auto') return { plan: frugal(conditions) };
  } catch (cause) {
    report(new VitrineError('OPTION_INVALID', 'frugal threw: see the cause', { cause }));
  }
  return judgeDevice(conditions);
}

/** Longest that a page which does not finish loading holds the model up, ms. */
const maxLoadMs = 60_000;

/** Longest that a page which is never idle holds the model up once it has loaded, ms. */
const maxBusyMs = 10_000;

async function pageIsDone(): Promise<void> {
  if (document.readyState !== 'complete') {
    // A picture that never arrives holds up the page's load event, and not the model.
    const loaded = new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
    await withDeadline(loaded, maxLoadMs);
  }
  // WebKit has no requestIdleCallback.
  const onIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 2000));
  await new Promise<unknown>((resolve) => onIdle(resolve, { timeout: maxBusyMs }));
}

/** The worker writes the manifest last, so that where it is the model is whole. */
async function isKept(modelUrl: string): Promise<boolean> {
  try {
    return (await caches.match(`${modelUrl}manifest.json`, { cacheName: modelCacheName })) !== undefined;
  } catch {
    return false; // plain HTTP, or refused
  }
}
