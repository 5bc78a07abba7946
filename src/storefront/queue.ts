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
  if (!Array.isArray(calls)) return;
  for (const call of calls as unknown[]) {
    const [name, ...args] = Array.isArray(call) ? call : [call];
    const method = Object.hasOwn(target, String(name)) ? target[name as keyof typeof target] : undefined;
    if (typeof method === 'function') {
      const { madeAt, done } = call as QueuedCall;
      const given = name === 'track' && madeAt !== undefined ? [args[0], args[1], args[2] ?? madeAt] : args;
      const result = (method as (...args: unknown[]) => unknown).apply(target, given);
      done?.(result);
    } else {
      const methods = Object.keys(target).join(', ');
      report(
        new VitrineError(
          'OPTION_INVALID',
          `vitrine.push was given "${String(name)}", expected [method, …] with a method out of ${methods}`,
        ),
      );
    }
  }
}
