import type { FeatureBlock } from './feature-block.js';

export interface LimitOptions {
  /** 1 for the items that are candidates of every row, [nItems]; their entries all stay. */
  readonly isShared: Uint8Array;
  /** How many entries of other items a row keeps. */
  readonly maxOwn: number;
  /** The feature by which the strongest are kept. */
  readonly feature: number;
}

/**
 * Keeps of each row's entries those of shared candidates and the strongest others.
 *
 * Each kept one of the others is scored apart in a training step; long sequences have thousands. Which are kept does not
 * depend on what is looked for, so that the sampled loss stays what it is: the rest speaks up where it is drawn.
 */
export function limitEntries(block: FeatureBlock, { isShared, maxOwn, feature }: LimitOptions): FeatureBlock {
  const { starts, items, values, width } = block;
  const kept: number[] = [];
  const keptStarts = new Int32Array(starts.length);
  for (let row = 0; row + 1 < starts.length; row++) {
    const others: number[] = [];
    for (let entry = starts[row]; entry < starts[row + 1]; entry++) {
      (isShared[items[entry]] ? kept : others).push(entry);
    }
    if (others.length > maxOwn) {
      const strength = (entry: number) => values[entry * width + feature];
      others.sort((a, b) => strength(b) - strength(a) || a - b);
    }
    kept.push(...others.slice(0, maxOwn));
    keptStarts[row + 1] = kept.length;
  }
  if (kept.length === items.length) return block;
  const keptValues = new Float32Array(kept.length * width);
  kept.forEach((entry, i) => {
    for (let f = 0; f < width; f++) keptValues[i * width + f] = values[entry * width + f];
  });
  return { starts: keptStarts, items: Int32Array.from(kept, (entry) => items[entry]), values: keptValues, width };
}
