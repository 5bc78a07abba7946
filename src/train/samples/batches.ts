import type { CompanionTable } from '../../encoder/item-features/companions.js';
import type { Random } from '../../random.js';
import type { PredictedRows } from './predicted-rows.js';
import { createRowDescriber } from './row-features.js';
import { type Sample, type SampleOptions, toSamples } from './samples.js';
import type { Window } from './windows.js';

/** Windows of one padded length, with the positions to predict from. */
export interface Batch {
  /** Row-major [batchSize, length]; padded at the end with token 0, which no position before it sees. */
  readonly tokens: Int32Array;
  readonly times: Float64Array;
  readonly types: Uint8Array;
  /** Tokens of each window, [batchSize]. */
  readonly lengths: Int32Array;
  readonly batchSize: number;
  readonly length: number;
  /** Their features hold until the next batch is made: its own are written over them. */
  readonly rows: PredictedRows;
  /** How many windows it holds; parts of windows count as parts. */
  readonly nWindows: number;
}

/** Some windows of a batch, as a batch of their own. */
export type BatchPart = Omit<Batch, 'nWindows'>;

export interface BatchOptions extends SampleOptions {
  /** About how many tokens, padding included, a batch holds. */
  readonly batchTokens: number;
  /** A table for each fold of the shoppers. */
  readonly companions: readonly CompanionTable[];
}

const paddedLengths = [4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];

/** Shuffles windows and groups those of like length into batches. */
export function* createBatches(windows: readonly Window[], options: BatchOptions, random: Random): Generator<Batch> {
  const describeRows = createRowDescriber(options.companions, options.sessionStart);
  const buckets = new Map<number, Sample[]>();
  const batchSizeFor = (length: number) => Math.max(1, Math.round(options.batchTokens / length));
  for (const window of random.shuffle([...windows])) {
    for (const sample of toSamples(window, options, random)) {
      if (sample.rows.length === 0) continue;
      const length = paddedLength(sample.tokens.length);
      const bucket = buckets.get(length) ?? [];
      buckets.set(length, bucket);
      bucket.push(sample);
      if (bucket.length < batchSizeFor(length)) continue;
      buckets.delete(length);
      yield toBatch(bucket, length, describeRows);
    }
  }
  for (const [length, bucket] of buckets) yield toBatch(bucket, length, describeRows);
}

function paddedLength(length: number): number {
  return paddedLengths.find((padded) => padded >= length) ?? length;
}

function toBatch(
  samples: readonly Sample[],
  length: number,
  describeRows: ReturnType<typeof createRowDescriber>,
): Batch {
  const tokens = new Int32Array(samples.length * length);
  const times = new Float64Array(samples.length * length);
  const types = new Uint8Array(samples.length * length);
  samples.forEach((sample, b) => {
    types.set(sample.types, b * length);
    tokens.set(sample.tokens, b * length);
    times.set(sample.times, b * length);
    times.fill(sample.times[sample.times.length - 1], b * length + sample.times.length, (b + 1) * length);
  });
  const rows = samples.flatMap((sample) => sample.rows);
  const targets = rows.flatMap((row) => [...row.targets]);
  let nTargets = 0;
  return {
    tokens,
    times,
    types,
    nWindows: samples.reduce((sum, { share }) => sum + share, 0),
    lengths: Int32Array.from(samples, (sample) => sample.tokens.length),
    batchSize: samples.length,
    length,
    rows: {
      positions: Int32Array.from(samples.flatMap((sample, b) => sample.rows.map((row) => b * length + row.position))),
      weights: Float32Array.from(rows, (row) => row.weight),
      targetStarts: Int32Array.from([0, ...rows.map((row) => (nTargets += row.targets.length))]),
      targets: Int32Array.from(targets),
      features: describeRows(rows),
    },
  };
}
