import { VitrineError } from '../index.js';

/** A queued call: the name of a method, then its arguments, such as `['track', { type: 'view_item', itemId: 'a' }]`. */
export type QueuedCall = readonly [method: string, ...args: unknown[]];

/**
 * Runs calls that were written down as data, before the script came or after.
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
      (method as (...args: unknown[]) => unknown).apply(target, args);
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
