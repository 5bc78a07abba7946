/**
 * What is known about single items beside the encoder, for each row that training predicts from: row r's entries are
 * `starts[r]` up to `starts[r + 1]`, and each adds `weights · values` to the logit of its item.
 */
export interface FeatureBlock {
  /** [rows + 1] */
  readonly starts: Int32Array;
  /** [entries]; an item stands at most once in a row */
  readonly items: Int32Array;
  /** Row-major, [entries, width] */
  readonly values: Float32Array;
  readonly width: number;
}

/** Blocks that are filled one after the other: typed arrays that grow, for a batch has up to a million entries. */
export interface FeatureBlockBuilder {
  /** Adds an entry to the current row; `features` [width] is copied. */
  push(item: number, features: Float32Array): void;
  endRow(): void;
  /** Ends the block and starts the next, which is written over it with the first push. */
  take(): FeatureBlock;
}

/** Starts with an empty block. */
export function createFeatureBlock(width: number): FeatureBlockBuilder {
  let starts = [0];
  let items = new Int32Array(1 << 12);
  let values = new Float32Array(items.length * width);
  let count = 0;
  return {
    push(item, features) {
      if (count === items.length) {
        const [oldItems, oldValues] = [items, values];
        items = new Int32Array(2 * count);
        values = new Float32Array(items.length * width);
        items.set(oldItems);
        values.set(oldValues);
      }
      items[count] = item;
      // A loop: `set` costs more than the few numbers do.
      for (let f = 0; f < width; f++) values[count * width + f] = features[f];
      count++;
    },
    endRow: () => void starts.push(count),
    take() {
      const block = {
        starts: Int32Array.from(starts),
        items: items.subarray(0, count),
        values: values.subarray(0, count * width),
        width,
      };
      starts = [0];
      count = 0;
      return block;
    },
  };
}

/**
 * Adds what the features say to scores, in place.
 *
 * @param weights [width]
 * @param of where each entry's score stands, [entries]
 */
export function addFeatureScores(
  scores: Float32Array,
  { values, width }: FeatureBlock,
  weights: Float32Array,
  of: Int32Array,
): void {
  for (let entry = 0, i = 0; entry < of.length; entry++) {
    let sum = 0;
    for (let f = 0; f < width; f++, i++) sum += weights[f] * values[i];
    scores[of[entry]] += sum;
  }
}

/**
 * The gradient by the features' weights, from that by the scores.
 *
 * @returns [width]
 */
export function sumFeatureSlopes(slopes: Float32Array, { values, width }: FeatureBlock, of: Int32Array): Float32Array {
  const sums = new Float32Array(width);
  for (let entry = 0, i = 0; entry < of.length; entry++) {
    const slope = slopes[of[entry]];
    for (let f = 0; f < width; f++, i++) sums[f] += slope * values[i];
  }
  return sums;
}
