import { nStepBuckets, nTimeBuckets, stepBucket, timeBucket } from '../../sequence/distance.js';
import type { EncoderInput, ParameterSpec } from '../encoder.js';
import type { Ops } from '../ops/ops.js';

/** Whether positions look back only, or both ways: then what comes after has buckets of its own. */
export type Direction = 'back' | 'both';

/** Buckets of the distances from each position (row) to each one it may look at (column). */
export interface DistanceBuckets {
  /** [length, width] */
  readonly steps: Int32Array;
  /** [batchSize, length, width] */
  readonly times: Int32Array;
  /** Positions that may be looked at: those that were read before, then the batch's own. */
  readonly width: number;
}

/** The parameters of a learned attention bias by distance: `NAME/stepBias` and `NAME/timeBias`. */
export function distanceBiasParameters(name: string, nHeads: number, direction: Direction): ParameterSpec[] {
  const sides = direction === 'both' ? 2 : 1;
  return [
    { name: `${name}/stepBias`, shape: [sides * nStepBuckets, nHeads], init: 'zeros' },
    { name: `${name}/timeBias`, shape: [sides * nTimeBuckets, nHeads], init: 'zeros' },
  ];
}

/**
 * Sorts the distances between a batch's positions into buckets; one pass serves every block of an encoder.
 *
 * @param past times of what was read before, oldest first, for a single sequence that looks back
 * @returns for `back`, 0 where the column stands after the row: nobody looks there
 */
export function distanceBuckets(
  { times, batchSize, length }: Pick<EncoderInput<unknown>, 'times' | 'batchSize' | 'length'>,
  direction: Direction,
  past: ArrayLike<number> = [],
): DistanceBuckets {
  const width = past.length + length;
  const steps = new Int32Array(length * width);
  const timed = new Int32Array(batchSize * length * width);
  const isMutual = direction === 'both';
  for (let to = 0; to < length; to++) {
    const place = past.length + to;
    for (let from = 0; from <= place; from++) {
      const bucket = stepBucket(place - from);
      steps[to * width + from] = bucket;
      if (isMutual && from < to) steps[from * width + to] = nStepBuckets + bucket;
    }
  }
  for (let b = 0; b < batchSize; b++) {
    const at = b * length;
    for (let to = 0; to < length; to++) {
      const place = past.length + to;
      for (let from = 0; from <= place; from++) {
        const before = from < past.length ? past[from] : times[at + from - past.length];
        const bucket = timeBucket(times[at + to] - before);
        timed[(at + to) * width + from] = bucket;
        if (isMutual && from < to) timed[(at + from) * width + to] = nTimeBuckets + bucket;
      }
    }
  }
  return { steps, times: timed, width };
}

/**
 * The learned bias of every pair of positions.
 *
 * @returns [batchSize, nHeads, length, width]
 * @see Raffel et al. 2020 (relative bias), arXiv:1910.10683
 */
export function distanceBias<T>(
  ops: Ops<T>,
  weights: Readonly<Record<string, T>>,
  name: string,
  { batchSize, length }: Pick<EncoderInput<T>, 'batchSize' | 'length'>,
  buckets: DistanceBuckets,
): T {
  const bySteps = ops.gather(weights[`${name}/stepBias`], buckets.steps, [1, length, buckets.width]);
  const byTime = ops.gather(weights[`${name}/timeBias`], buckets.times, [batchSize, length, buckets.width]);
  return ops.transpose(ops.add(byTime, bySteps), [0, 3, 1, 2]);
}
