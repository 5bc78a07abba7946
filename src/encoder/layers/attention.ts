import type { EncoderInput, EncoderMemory, ParameterSpec } from '../encoder.js';
import type { Ops } from '../ops/ops.js';
import { applyNorm, normParameters } from './layer-norm.js';
import { applyLinear, linearParameters } from './linear-layer.js';

/** What the attention half of a Transformer's block is described by. */
export interface AttentionShape {
  readonly embeddingSize: number;
  /** Divides `embeddingSize`. */
  readonly nHeads: number;
  readonly dropout: number;
}

/** Its parameters: `NAME/norm`, `NAME/query`, `NAME/key`, `NAME/value`, `NAME/output`. */
export function attentionParameters(
  name: string,
  { embeddingSize }: Pick<AttentionShape, 'embeddingSize'>,
): ParameterSpec[] {
  return [
    ...normParameters(`${name}/norm`, embeddingSize),
    ...['query', 'key', 'value', 'output'].flatMap((part) =>
      linearParameters(`${name}/${part}`, embeddingSize, embeddingSize),
    ),
  ];
}

/**
 * The attention half of a Transformer's block, with its norm before (pre-norm) and its residual: every position looks
 * at the others by scaled dot products, several heads side by side.
 *
 * @param x [batchSize, length, embeddingSize]
 * @param bias added to the dot products before the softmax, learned distances and masks alike:
 *   [batchSize, nHeads, length, width], from the position that looks (row) to the one that is looked at (column)
 * @param memory keys and values of what was read before, which the batch's own are added to
 * @see Vaswani et al. 2017, arXiv:1706.03762, section 3.2; Xiong et al. 2020 (pre-norm), arXiv:2002.04745
 */
export function attention<T>(
  ops: Ops<T>,
  weights: Readonly<Record<string, T>>,
  name: string,
  { embeddingSize, nHeads, dropout }: AttentionShape,
  { batchSize, length }: Pick<EncoderInput<T>, 'batchSize' | 'length'>,
  x: T,
  bias: T,
  memory?: EncoderMemory<T>,
): T {
  const headSize = embeddingSize / nHeads;
  const normed = applyNorm(ops, weights, `${name}/norm`, x);
  const project = (part: string) =>
    ops.reshape(applyLinear(ops, weights, `${name}/${part}`, normed), [batchSize, length, nHeads, headSize]);
  const query = ops.transpose(ops.scale(project('query'), 1 / Math.sqrt(headSize)), [0, 2, 1, 3]); // [batch, head, time, size]
  const ownKey = ops.transpose(project('key'), [0, 2, 3, 1]); // [batch, head, size, time]
  const key = remember(ops, memory, `${name}/key`, ownKey, 3); // [batch, head, size, width]
  const ownValue = ops.transpose(project('value'), [0, 2, 1, 3]); // [batch, head, time, size]
  const value = remember(ops, memory, `${name}/value`, ownValue, 2); // [batch, head, width, size]
  const shares = ops.dropout(ops.softmax(ops.add(ops.matMul(query, key), bias)), dropout); // [batch, head, time, width]
  const mixed = ops.transpose(ops.matMul(shares, value), [0, 2, 1, 3]); // [batch, time, head, size]
  const flat = ops.reshape(mixed, [batchSize, length, embeddingSize]);
  return ops.add(x, ops.dropout(applyLinear(ops, weights, `${name}/output`, flat), dropout));
}

/** Drops the keys and values of the oldest `count` tokens that one `attention` remembers. */
export function forgetOldestKeys<T>(ops: Ops<T>, memory: EncoderMemory<T>, name: string, count: number): void {
  const { length } = memory.times;
  for (const [part, axis] of [['key', 3] as const, ['value', 2] as const]) {
    const known = memory.states.get(`${name}/${part}`);
    if (known !== undefined) memory.states.set(`${name}/${part}`, ops.slice(known, axis, count, length));
  }
}

/** What is remembered under a name with the new behind it, along the axis of time; the new alone without a memory. */
function remember<T>(ops: Ops<T>, memory: EncoderMemory<T> | undefined, name: string, added: T, axis: number): T {
  const known = memory?.states.get(name);
  const all = known === undefined ? added : ops.concat([known, added], axis);
  memory?.states.set(name, all);
  return all;
}
