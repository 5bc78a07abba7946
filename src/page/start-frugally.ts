import { VitrineError } from '../errors.js';
import type { FrugalReason } from '../ranking/ranking.js';
import { modelCacheName } from '../worker/protocol.js';
import type { VitrineOptions } from './api.js';
import { readDeviceConditions } from './device-conditions.js';
import { type FrugalPlan, judgeDevice } from './frugality.js';

export interface FrugalStart {
  readonly frugal: NonNullable<VitrineOptions['frugal']>;
  /** Absolute, ending in a slash. */
  readonly modelUrl: string;
  /** Hears that the shop's own function failed. */
  report(error: VitrineError): void;
  /** Hears why there is no model now. */
  hold(reason: FrugalReason): void;
  /** @param mayFetch false for the model that the device has, and nothing else */
  start(mayFetch: boolean): void;
}

/**
 * Starts the model when, and as far as, the device can afford it. Where the shop's own `frugal` throws, the stated rules decide.
 */
export async function startFrugally({ frugal, modelUrl, report, hold, start }: FrugalStart): Promise<void> {
  const { plan, reason = 'frugal' } = await decide(frugal, report);
  if (plan === 'defer') {
    hold(reason);
    await pageIsDone();
  }
  if (plan !== 'skip') start(true);
  else if (await isKept(modelUrl)) start(false);
  else hold(reason);
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

/** Longest that a page which is never idle holds the model up once it has loaded, ms. */
const maxBusyMs = 10_000;

async function pageIsDone(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
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
