import type { Consent } from '../events/recording/consent.js';
import type { VitrineOptions } from './api.js';
import { readNumber, readOption, toFunction } from './read-option.js';

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
  readonly expose: 'all' | 'order';
}

/** Longest `deadlineMs` that is taken: a shop that waits longer has made a mistake. */
export const maxDeadlineMs = 10_000;

/**
 * Checks what the shop passed in and fills in the defaults.
 *
 * @param baseUrl what relative URLs start from: the page's own address
 * @throws VitrineError `OPTION_INVALID` naming the option, what kind of value was found and what was expected
 */
export function resolveOptions(options: unknown, baseUrl: string): ResolvedOptions {
  const read = <T>(name: string, expected: string, parse: (value: unknown) => T | undefined, fallback?: T) =>
    readOption(options, name, expected, parse, fallback);
  const choose = <T extends string>(name: string, ...choices: T[]) =>
    read(name, choices.join(' or '), (value) => choices.find((choice) => choice === value), choices[0]);
  const toUrl = (value: unknown) => {
    if (value !== '' && (typeof value === 'string' || value instanceof URL)) return new URL(value, baseUrl).href;
  };
  return {
    modelUrl: read('modelUrl', 'a URL', toUrl).replace(/\/?$/, '/'),
    workerUrl: read<string | null>('workerUrl', 'a URL', toUrl, null) ?? undefined,
    consent: choose('consent', 'pending', 'granted', 'denied'),
    deadlineMs: readNumber(options, 'deadlineMs', maxDeadlineMs, 50),
    namespace: read('namespace', '1 to 64 letters, digits, - or _', toName, 'vitrine'),
    adaptClusters: read('adaptClusters', 'true or false', toBoolean, false),
    bots: choose('bots', 'ignore', 'record'),
    frugal: read('frugal', 'auto, off or a function', toFrugal, 'auto'),
    holdout: readNumber(options, 'holdout', 1, 0.1),
    expose: choose('expose', 'all', 'order'),
  };
}

function toName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}

function toBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function toFrugal(value: unknown): ResolvedOptions['frugal'] | undefined {
  return value === 'auto' || value === 'off' ? value : toFunction(value);
}
