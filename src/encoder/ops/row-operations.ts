import type { ArrayTensor } from './array-tensor.js';
import { layerNormEpsilon, normalizeEpsilon } from './ops.js';

/** exp(x) over its sum, along the last axis. */
export function softmaxRows(x: ArrayTensor): ArrayTensor {
  return mapRows(x, (row, out, start, end) => {
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) if (row[i] > highest) highest = row[i];
    let sum = 0;
    for (let i = start; i < end; i++) {
      const power = Math.exp(row[i] - highest);
      out[i] = power;
      sum += power;
    }
    const factor = 1 / sum;
    for (let i = start; i < end; i++) out[i] *= factor;
  });
}

/** Rows of mean 0 and variance 1 along the last axis, then gain and bias [n]. */
export function normRows(x: ArrayTensor, { data: gain }: ArrayTensor, { data: bias }: ArrayTensor): ArrayTensor {
  return mapRows(x, (row, out, start, end) => {
    const n = end - start;
    let sum = 0;
    for (let i = start; i < end; i++) sum += row[i];
    const mean = sum / n;
    let squares = 0;
    for (let i = start; i < end; i++) squares += (row[i] - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / n + layerNormEpsilon);
    for (let i = 0; i < n; i++) out[start + i] = (row[start + i] - mean) * factor * gain[i] + bias[i];
  });
}

/** Rows of Euclidean length 1 along the last axis. */
export function normalizeRows(x: ArrayTensor): ArrayTensor {
  return mapRows(x, (row, out, start, end) => {
    let squares = 0;
    for (let i = start; i < end; i++) squares += row[i] * row[i];
    const factor = 1 / Math.sqrt(squares + normalizeEpsilon);
    for (let i = start; i < end; i++) out[i] = row[i] * factor;
  });
}

type MapRow = (row: Float32Array, out: Float32Array, start: number, end: number) => void;

function mapRows({ data, shape }: ArrayTensor, mapRow: MapRow): ArrayTensor {
  const out = new Float32Array(data.length);
  const width = shape[shape.length - 1];
  for (let start = 0; start < data.length; start += width) mapRow(data, out, start, start + width);
  return { data: out, shape };
}
