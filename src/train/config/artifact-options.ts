import { z } from 'zod';
import type { Precision } from '../../encoder/artifact/precision.js';
import { wholeNumber } from './number-options.js';

/** From this many items on, `auto` stores their embeddings in fewer bits. */
const manyItems = 20_000;

/** `artifact` in vitrine.config.json: how coarsely the model is stored. */
export const artifactOptions = z.strictObject({
  /** Bits of an element of the item embeddings; `auto`: 8, and 6 for more than 20,000 items. */
  itemBits: z
    .union([z.literal('auto'), z.int().min(3).max(8)], { error: 'expected "auto" or a whole number from 3 to 8' })
    .default('auto'),
  /** Bits of the strength of a companion. */
  companionBits: wholeNumber(3, 8).default(6),
  /** Bits of an element of the encoder's matrices: 16, or 8 with a scale a row. */
  encoderBits: z.union([z.literal(8), z.literal(16)], { error: 'expected 8 or 16' }).default(16),
});

export type ArtifactOptions = z.infer<typeof artifactOptions>;

/**
 * The precision that a model of so many items is stored by.
 *
 * @example choosePrecision(artifactOptions.parse({}), 100).itemBits // 8
 */
export function choosePrecision({ itemBits, ...rest }: ArtifactOptions, nItems: number): Precision {
  if (itemBits !== 'auto') return { itemBits, ...rest };
  return { itemBits: nItems > manyItems ? 6 : 8, ...rest };
}
