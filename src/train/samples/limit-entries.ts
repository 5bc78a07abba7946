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
  const kept = new Int32Array(items.length);
  const keptStarts = new Int32Array(starts.length);
  const strengthOf = (entry: number) => values[entry * width + feature];
  const others: number[] = [];
  let count = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    others.length = 0;
    for (let entry = starts[row]; entry < starts[row + 1]; entry++) {
      if (isShared[items[entry]]) kept[count++] = entry;
      else others.push(entry);
    }
    const strongest = others.length > maxOwn ? takeStrongest(others, maxOwn, strengthOf) : others;
    for (const entry of strongest) kept[count++] = entry;
    keptStarts[row + 1] = count;
  }
  if (count === items.length) return block;
  const keptItems = new Int32Array(count);
  const keptValues = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    keptItems[i] = items[kept[i]];
    for (let f = 0; f < width; f++) keptValues[i * width + f] = values[kept[i] * width + f];
  }
  return { starts: keptStarts, items: keptItems, values: keptValues, width };
}

/**
 * The strongest of more entries than `n`, the strongest first; of equally strong ones the earlier.
 *
 * Entries go through a heap that has the weakest of the strongest so far on top: half the time of sorting them all.
 */
function takeStrongest(entries: readonly number[], n: number, strengthOf: (entry: number) => number): number[] {
  const isWeaker = (a: number, b: number) => {
    const difference = strengthOf(a) - strengthOf(b);
    return difference < 0 || (difference === 0 && a > b);
  };
  const heap = entries.slice(0, n);
  const sink = (from: number) => {
    const entry = heap[from];
    let place = from;
    for (let child = 2 * place + 1; child < n; child = 2 * place + 1) {
      if (child + 1 < n && isWeaker(heap[child + 1], heap[child])) child++;
      if (!isWeaker(heap[child], entry)) break;
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = entry;
  };
  for (let place = (n >> 1) - 1; place >= 0; place--) sink(place);
  for (let i = n; i < entries.length; i++) {
    if (!isWeaker(heap[0], entries[i])) continue;
    heap[0] = entries[i];
    sink(0);
  }
  return heap.sort((a, b) => strengthOf(b) - strengthOf(a) || a - b);
}
