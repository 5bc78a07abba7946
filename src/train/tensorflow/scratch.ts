/**
 * Large arrays that are used again instead of made anew: each new one counts against V8's limit for memory outside of
 * its heap, and reaching it makes V8 walk the whole heap.
 */
export interface Scratch {
  /** @returns [length], holding anything, until the name is asked for again */
  floats(name: string, length: number): Float32Array;
  /** @returns [length], holding anything, until the name is asked for again */
  integers(name: string, length: number): Int32Array;
}

/** Room to grow, so that batches that get a little larger one by one do not each make a new array. */
const spare = 1.25;

/** Starts without any array. */
export function createScratch(): Scratch {
  const floats = new Map<string, Float32Array>();
  const integers = new Map<string, Int32Array>();
  return {
    floats: (name, length) => take(floats, name, length, (n) => new Float32Array(n)),
    integers: (name, length) => take(integers, name, length, (n) => new Int32Array(n)),
  };
}

function take<T extends Float32Array | Int32Array>(
  arrays: Map<string, T>,
  name: string,
  length: number,
  create: (length: number) => T,
): T {
  let array = arrays.get(name);
  if (!array || array.length < length) {
    array = create(Math.ceil(spare * length));
    arrays.set(name, array);
  }
  return array.subarray(0, length) as T;
}
