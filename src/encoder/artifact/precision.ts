/** How coarsely a model is stored. Fewer bits make a smaller file, and after gzip smaller still. */
export interface Precision {
  /** Bits of an element of the item embeddings, which are most of a model of many items: 3 to 8. */
  readonly itemBits: number;
  /** Bits of a companion's strength: 3 to 8. */
  readonly companionBits: number;
  /** Bits of an element of the encoder's matrices: 16 for half floats, or 8 with a scale a row. */
  readonly encoderBits: 8 | 16;
}

/** The finest that the format has. */
export const fullPrecision: Precision = { itemBits: 8, companionBits: 8, encoderBits: 16 };

/**
 * The largest whole number that signed values of so many bits reach.
 *
 * @example levelsOf(8) // 127
 */
export function levelsOf(bits: number): number {
  return 2 ** (bits - 1) - 1;
}
