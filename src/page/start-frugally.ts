import type { FrugalReason } from '../ranking/ranking.js';
import { modelCacheName } from '../worker/protocol.js';
import type { VitrineOptions } from './api.js';
import { withDeadline } from './deadline.js';
import { readDeviceConditions } from './device-conditions.js';
import { type FrugalPlan, judgeDevice } from './frugality.js';

export interface FrugalStart {
  readonly frugal: NonNullable<VitrineOptions['frugal']>;
  /** Absolute, ending in a slash. */
  readonly modelUrl: string;
  /** Hears why there is no model now. */
  hold(reason: FrugalReason): void;
  /** @param mayFetch false for the model that the device has, and nothing else */
  start(mayFetch: boolean): void;
}

/**
 * Starts the model when, and as far as, the device can afford it.
 *
 * @throws what the shop's own `frugal` throws
 */
export async function startFrugally({ frugal, modelUrl, hold, start }: FrugalStart): Promise<void> {
  const { plan, reason = 'frugal' } = await decide(frugal);
  if (plan === 'defer') {
    hold(reason);
    await pageIsDone();
  }
  if (plan !== 'skip') start(true);
  else if (await isKept(modelUrl)) start(false);
  else hold(reason);
}

async function decide(frugal: FrugalStart['frugal']): Promise<FrugalPlan> {
  if (frugal === 'off') return { plan: 'load' };
  const conditions = await readDeviceConditions();
  return frugal === 'auto' ? judgeDevice(conditions) : { plan: frugal(conditions) };
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
