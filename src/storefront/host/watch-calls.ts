/**
 * Sees every call of a method of the host's object, before it happens, and lets it happen unchanged: with the same `this`
 * and arguments, the same result, the same exception.
 *
 * Others may wrap the method before or after. What `see` throws is its own affair: it must not throw. A function that it
 * returns is called once the call has succeeded.
 *
 * @returns stops; the method becomes what it was, unless somebody wrapped it since, who keeps their wrapping
 */
export function watchCalls(target: object, method: string, see: (args: readonly unknown[]) => unknown): () => void {
  const object = target as Record<string, unknown>;
  const original = object[method];
  if (typeof original !== 'function') return () => {};
  const wasOwn = Object.hasOwn(object, method);
  let isStopped = false;
  const watched = function (this: unknown, ...args: unknown[]): unknown {
    const andThen = isStopped ? undefined : see(args);
    const result: unknown = Reflect.apply(original, this, args);
    if (typeof andThen === 'function') andThen();
    return result;
  };
  object[method] = watched;
  return () => {
    isStopped = true;
    if (object[method] !== watched) return;
    if (wasOwn) object[method] = original;
    else delete object[method];
  };
}
