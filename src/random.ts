/** The seeded generator that all of Vitrine's randomness comes from. */
export interface Random {
  /** A float in [0, 1). */
  next(): number;
  /** An integer in 0..bound-1. */
  integer(bound: number): number;
  /** A draw from the standard normal distribution. */
  normal(): number;
  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<T extends { length: number; [index: number]: unknown }>(array: T): T;
  /** The generator's whole state, four 32-bit integers; pass it to `createRandom` to go on from here. */
  state(): [number, number, number, number];
}

/**
 * Creates a generator (sfc32, 128 bits of state) from a seed or from a saved state.
 *
 * The same seed gives the same draws on every engine: only 32-bit integer arithmetic is used, except in
 * `normal`, which goes through `Math.log` and `Math.cos` and so may differ in the last bit between engines.
 *
 * @see Doty-Humphrey, PractRand, http://pracrand.sourceforge.net/RNG_engines.txt
 * @example const random = createRandom(42); random.integer(6) // the same die every time
 */
export function createRandom(seed: number | readonly [number, number, number, number]): Random {
  let [a, b, c, counter] = typeof seed === 'number' ? [0, seed | 0, Math.floor(seed / 2 ** 32) | 0, 1] : seed;

  const nextUint32 = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  // The first outputs of a fresh seed are correlated with it: discard them.
  if (typeof seed === 'number') for (let i = 0; i < 15; i++) nextUint32();

  const next = () => nextUint32() / 2 ** 32;
  const integer = (bound: number) => Math.floor(next() * bound);
  return {
    next,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(array) {
      for (let i = array.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        const held = array[i];
        (array as { [index: number]: unknown })[i] = array[j];
        (array as { [index: number]: unknown })[j] = held;
      }
      return array;
    },
    state: () => [a, b, c, counter],
  };
}
