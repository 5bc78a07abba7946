import { VitrineError } from '../errors.js';
import type { Consent } from '../events/consent.js';
import type { VitrineOptions } from './api.js';

/** The options with every default filled in. */
export interface ResolvedOptions {
  /** Absolute, ending in a slash. */
  readonly modelUrl: string;
  readonly workerUrl: string | undefined;
  readonly consent: Consent;
  readonly deadlineMs: number;
  readonly namespace: string;
  readonly adaptClusters: boolean;
  readonly bots: 'ignore' | 'record';
  readonly frugal: NonNullable<VitrineOptions['frugal']>;
  readonly holdout: number;
}

/** Longest `deadlineMs` that is taken: a shop that waits longer has made a mistake. */
const maxDeadlineMs = 10_000;

/**
 * Checks what the shop passed in and fills in the defaults.
 *
 * @param baseUrl what relative URLs start from: the page's own address
 * @throws VitrineError `OPTION_INVALID` naming the option, what was found and what was expected
 */
export function resolveOptions(options: VitrineOptions, baseUrl: string): ResolvedOptions {
  const { modelUrl, workerUrl, consent = 'pending', deadlineMs = 50, namespace = 'vitrine' } = options ?? {};
  const { adaptClusters = false, bots = 'ignore', holdout = 0.1, frugal = 'auto' } = options ?? {};
  if (typeof adaptClusters !== 'boolean') throw invalid('adaptClusters', adaptClusters, 'true or false');
  if (frugal !== 'auto' && frugal !== 'off' && typeof frugal !== 'function') {
    throw invalid('frugal', frugal, '"auto", "off" or a function');
  }
  if (bots !== 'ignore' && bots !== 'record') throw invalid('bots', bots, '"ignore" or "record"');
  if (!['pending', 'granted', 'denied'].includes(consent)) {
    throw invalid('consent', consent, '"pending", "granted" or "denied"');
  }
  if (!(typeof deadlineMs === 'number' && deadlineMs >= 0 && deadlineMs <= maxDeadlineMs)) {
    throw invalid('deadlineMs', deadlineMs, `a number of milliseconds from 0 to ${maxDeadlineMs}`);
  }
  if (!(typeof holdout === 'number' && holdout >= 0 && holdout <= 1)) {
    throw invalid('holdout', holdout, 'a share from 0 to 1');
  }
  if (typeof namespace !== 'string' || !/^[\w-]{1,64}$/.test(namespace)) {
    throw invalid('namespace', namespace, '1 to 64 letters, digits, - or _');
  }
  return {
    modelUrl: resolveUrl('modelUrl', modelUrl, baseUrl).replace(/\/?$/, '/'),
    workerUrl: workerUrl === undefined ? undefined : resolveUrl('workerUrl', workerUrl, baseUrl),
    consent,
    deadlineMs,
    namespace,
    adaptClusters,
    bots,
    frugal,
    holdout,
  };
}

function resolveUrl(option: string, value: unknown, baseUrl: string): string {
  try {
    if (typeof value !== 'string' && !(value instanceof URL)) throw new TypeError('no URL');
    if (value === '') throw new TypeError('empty');
    return new URL(value, baseUrl).href;
  } catch {
    throw invalid(option, value, "a URL such as '/model/'");
  }
}

function invalid(option: string, found: unknown, expected: string): VitrineError {
  const shown = typeof found === 'string' ? `"${found}"` : String(found);
  return new VitrineError('OPTION_INVALID', `${option} is ${shown}, expected ${expected}`);
}
