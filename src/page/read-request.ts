import type { Rule } from '../ranking/rules/mechanics/rule.js';
import type { RerankRequest } from './api.js';
import { maxDeadlineMs } from './options.js';
import { copyList, readNumber, readOption, toFunction, toIds } from './read-option.js';

/** A request as it was read once: plain data, and functions of the shop's. Null stands for what the page left out. */
export type PageRequest<Item> = {
  readonly [Name in keyof RerankRequest<Item>]?: RerankRequest<Item>[Name] | null;
};

/**
 * Reads what a page asks for, option by option, into a plain object. Nothing of the page's own objects is left in it
 * but functions, rules and the signal, none of which crosses to the worker.
 *
 * @param deadlineMs stands for a deadline that the request does not name
 * @throws VitrineError `OPTION_INVALID` that names the option
 */
export function readRequest<Item>(request: unknown, deadlineMs = 0) {
  const read = <T>(name: string, expected: string, parse: (value: unknown) => T | undefined, fallback: T) =>
    readOption<T>(request, name, expected, parse, fallback);
  const readFunction = <Name extends 'id' | 'describe' | 'batch' | 'place'>(name: Name) =>
    read<RerankRequest<Item>[Name] | null>(name, 'a function', toFunction, null);
  return {
    slot: read('slot', 'text', (value) => (typeof value === 'string' ? value : undefined), ''),
    sorted: read('sorted', 'true or false', Boolean, false),
    deadlineMs: readNumber(request, 'deadlineMs', maxDeadlineMs, deadlineMs),
    signal: read<AbortSignal | null>('signal', 'an AbortSignal', (value) => value as AbortSignal, null),
    id: readFunction('id'),
    describe: readFunction('describe'),
    batch: readFunction('batch'),
    place: readFunction('place'),
    pinned: read<readonly string[]>('pinned', 'ids', toIds, []),
    rules: read('rules', 'rules', copyList, []) as readonly Rule<Item>[],
  } satisfies PageRequest<Item>;
}
