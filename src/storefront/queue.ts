import { VitrineError } from '../index.js';

/** A queued call: the name of a method, then its arguments, such as `['track', { type: 'view_item', itemId: 'a' }]`. */
export type QueuedCall = readonly [method: string, ...args: unknown[]] & {
  /** When it was made, ms since 1970: `vitrine.stub.js` writes that down. */
  madeAt?: number;
  /** Hears what the method returned. */
  done?: (result: unknown) => void;
};

/**
 * Runs calls that were written down as data, before the script came or after.
 *
 * A `track` that waited is recorded with the time at which it was made.
 *
 * @param calls what stands at `window.vitrine`; anything but an array (an element with that id, say) is no queue
 * @param report hears of calls that cannot be made; the others run all the same
 */
export function runCalls(target: object, calls: unknown, report: (error: VitrineError) => void): void {
  if (!isList(calls)) return;
  for (const call of calls) {
    try {
      runCall(target, call, report);
    } catch (cause) {
      report(
        new VitrineError('OPTION_INVALID', 'a call in the queue of vitrine.push failed: see the cause', { cause }),
      );
    }
  }
}

function runCall(target: object, call: unknown, report: (error: VitrineError) => void): void {
  const [name, ...args] = isList(call) ? call : [call];
  const { madeAt, done } = Object(call) as QueuedCall;
  const method: unknown =
    typeof name === 'string' && Object.hasOwn(target, name) ? target[name as keyof typeof target] : undefined;
  if (typeof method === 'function') {
    const given = name === 'track' && madeAt !== undefined ? [args[0], args[1], args[2] ?? madeAt] : args;
    const result: unknown = Reflect.apply(method, target, given);
    done?.(result);
    return;
  }
  report(
    new VitrineError('OPTION_INVALID', `vitrine.push takes [method, …], a method being one of ${Object.keys(target)}`),
  );
  done?.(undefined); // whoever waits for an answer waits no longer
}

/** Most calls that are run of one queue, and most arguments of a call: a list without end would stop the page. */
const maxLength = 10_000;

function isList(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value) && value.length <= maxLength;
  } catch {
    return false; // a revoked proxy
  }
}
