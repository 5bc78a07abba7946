import type { Batch, BatchPart } from '../samples/batches.js';
import type { FeatureBlock } from '../samples/feature-block.js';

/**
 * Cuts a batch into parts of about as many windows, as copies that may be handed to other threads.
 *
 * @returns at most `n`, in the order of the batch; none of them empty
 */
export function splitBatch(batch: Batch, n: number): BatchPart[] {
  const { batchSize } = batch;
  const nParts = Math.min(n, batchSize);
  const bound = (part: number) => Math.floor((batchSize * part) / nParts);
  return Array.from({ length: nParts }, (_, part) => cutWindows(batch, bound(part), bound(part + 1)));
}

/** The memory of a part, to be handed over with it. */
export function buffersOf({ tokens, times, types, lengths, rows }: BatchPart): ArrayBuffer[] {
  const { positions, weights, targetStarts, targets, features } = rows;
  const blocks = [features.repeats, features.companions].flatMap((block) => [block.starts, block.items, block.values]);
  const arrays = [tokens, times, types, lengths, positions, weights, targetStarts, targets, ...blocks];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}

function cutWindows({ tokens, times, types, lengths, length, rows }: Batch, from: number, to: number): BatchPart {
  const [first, end] = [from * length, to * length];
  const [firstRow, endRow] = [first, end].map((position) => countBelow(rows.positions, position));
  const { targetStarts } = rows;
  return {
    tokens: tokens.slice(first, end),
    times: times.slice(first, end),
    types: types.slice(first, end),
    lengths: lengths.slice(from, to),
    batchSize: to - from,
    length,
    rows: {
      positions: rows.positions.slice(firstRow, endRow).map((position) => position - first),
      weights: rows.weights.slice(firstRow, endRow),
      targetStarts: rebase(targetStarts, firstRow, endRow),
      targets: rows.targets.slice(targetStarts[firstRow], targetStarts[endRow]),
      features: {
        repeats: cutRows(rows.features.repeats, firstRow, endRow),
        companions: cutRows(rows.features.companions, firstRow, endRow),
      },
    },
  };
}

function cutRows({ starts, items, values, width }: FeatureBlock, from: number, to: number): FeatureBlock {
  return {
    starts: rebase(starts, from, to),
    items: items.slice(starts[from], starts[to]),
    values: values.slice(starts[from] * width, starts[to] * width),
    width,
  };
}

function rebase(starts: Int32Array, from: number, to: number): Int32Array {
  return starts.slice(from, to + 1).map((start) => start - starts[from]);
}

/** @param ascending numbers */
function countBelow(ascending: Int32Array, bound: number): number {
  const found = ascending.findIndex((number) => number >= bound);
  return found < 0 ? ascending.length : found;
}
