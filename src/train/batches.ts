import type { Companions } from '../encoder/companions.js';
import type { Random } from '../random.js';
import type { PredictedRows } from './predicted-rows.js';
import { describeRows, type Moment } from './row-features.js';
import type { TokenHistory, Window } from './windows.js';

/** Windows of one padded length, with the positions to predict from. */
export interface Batch {
  /** Row-major [batchSize, length]; padded at the end with token 0, which no position before it sees. */
  readonly tokens: Int32Array;
  readonly times: Float64Array;
  /** Tokens of each window, [batchSize]. */
  readonly lengths: Int32Array;
  readonly batchSize: number;
  readonly length: number;
  readonly rows: PredictedRows;
}

export interface BatchOptions {
  /** About how many tokens, padding included, a batch holds. */
  readonly batchTokens: number;
  /** At most this many positions of a window are predicted from in one epoch, session starts first. */
  readonly predictionsPerWindow: number;
  /** The row of the session-start token; items are below it. */
  readonly sessionStart: number;
  readonly companions: Pick<Companions, 'perItem' | 'items' | 'strengths'>;
  /** How much a position at this time (ms since 1970) counts, and how many times as much at a session's start. */
  readonly weightAt: (time: number) => number;
  readonly sessionStartWeight: number;
}

const paddedLengths = [8, 16, 32, 48, 64, 96, 128, 192, 256, 384, 512];

/** Shuffles windows and groups those of like length into batches. */
export function* createBatches(windows: readonly Window[], options: BatchOptions, random: Random): Generator<Batch> {
  const buckets = new Map<number, Window[]>();
  const batchSizeFor = (length: number) => Math.max(1, Math.round(options.batchTokens / length));
  for (const window of random.shuffle([...windows])) {
    const length = paddedLength(window.to - window.from);
    const bucket = buckets.get(length) ?? [];
    buckets.set(length, bucket);
    bucket.push(window);
    if (bucket.length < batchSizeFor(length)) continue;
    buckets.delete(length);
    const batch = toBatch(bucket, length, options, random);
    if (batch) yield batch;
  }
  for (const [length, bucket] of buckets) {
    const batch = toBatch(bucket, length, options, random);
    if (batch) yield batch;
  }
}

function paddedLength(length: number): number {
  return paddedLengths.find((padded) => padded >= length) ?? length;
}

function toBatch(windows: readonly Window[], length: number, options: BatchOptions, random: Random): Batch | undefined {
  const tokens = new Int32Array(windows.length * length);
  const times = new Float64Array(windows.length * length);
  const rows: Row[] = [];
  windows.forEach(({ history, from, to, predictFrom }, b) => {
    tokens.set(history.tokens.subarray(from, to), b * length);
    times.set(history.times.subarray(from, to), b * length);
    times.fill(history.times[to - 1], b * length + to - from, (b + 1) * length);
    for (const t of choosePositions(history, predictFrom, to, options, random)) {
      rows.push({ history, from, t, position: b * length + t - from, weight: weigh(history, t, options) });
    }
  });
  if (rows.length === 0) return undefined;
  const lengths = Int32Array.from(windows, ({ from, to }) => to - from);
  return { tokens, times, lengths, batchSize: windows.length, length, rows: toPredictedRows(rows, options) };
}

/** Positions whose next token is an item: all session starts, and a random sample of the others. */
function choosePositions(
  { tokens }: TokenHistory,
  from: number,
  to: number,
  { predictionsPerWindow, sessionStart }: BatchOptions,
  random: Random,
): number[] {
  const starts: number[] = [];
  const others: number[] = [];
  for (let t = from; t < Math.min(to, tokens.length - 1); t++) {
    if (tokens[t + 1] < sessionStart) (tokens[t] === sessionStart ? starts : others).push(t);
  }
  const kept = random.shuffle(others).slice(0, Math.max(0, predictionsPerWindow - starts.length));
  return [...starts, ...kept].sort((a, b) => a - b);
}

function weigh({ tokens, times }: TokenHistory, t: number, options: BatchOptions): number {
  const weight = options.weightAt(times[t + 1]);
  return tokens[t] === options.sessionStart ? weight * options.sessionStartWeight : weight;
}

/** A position to predict from: the row sees everything up to its moment. */
interface Row extends Moment {
  readonly position: number;
  readonly weight: number;
}

function toPredictedRows(rows: readonly Row[], { companions, sessionStart }: BatchOptions): PredictedRows {
  const targets: number[] = [];
  const targetStarts = [0];
  for (const { history, t } of rows) {
    for (let next = t + 1; next < history.runEnd[t + 1]; next++) targets.push(history.tokens[next]);
    targetStarts.push(targets.length);
  }
  return {
    positions: Int32Array.from(rows, (row) => row.position),
    weights: Float32Array.from(rows, (row) => row.weight),
    targetStarts: Int32Array.from(targetStarts),
    targets: Int32Array.from(targets),
    features: describeRows(rows, companions, sessionStart),
  };
}
