import type { ParameterSpec } from '../encoder.js';
import type { Ops } from '../ops/ops.js';
import { applyNorm, normParameters } from './layer-norm.js';
import { applyLinear, linearParameters } from './linear-layer.js';

/** What the feed-forward half of a Transformer's block is described by. */
export interface FeedForwardShape {
  readonly embeddingSize: number;
  /** Width inside. */
  readonly hiddenSize: number;
  readonly dropout: number;
}

/** Its parameters: `NAME/norm`, `NAME/inner`, `NAME/outer`. */
export function feedForwardParameters(
  name: string,
  { embeddingSize, hiddenSize }: Omit<FeedForwardShape, 'dropout'>,
): ParameterSpec[] {
  return [
    ...normParameters(`${name}/norm`, embeddingSize),
    ...linearParameters(`${name}/inner`, embeddingSize, hiddenSize),
    ...linearParameters(`${name}/outer`, hiddenSize, embeddingSize),
  ];
}

/**
 * The feed-forward half of a Transformer's block, with its norm before (pre-norm) and its residual:
 * x + outer(relu(inner(norm(x)))), each position by itself.
 *
 * @param x [..., embeddingSize]
 * @see Vaswani et al. 2017, arXiv:1706.03762, section 3.3; Xiong et al. 2020 (pre-norm), arXiv:2002.04745
 */
export function feedForward<T>(
  ops: Ops<T>,
  weights: Readonly<Record<string, T>>,
  name: string,
  { dropout }: FeedForwardShape,
  x: T,
): T {
  const hidden = ops.relu(applyLinear(ops, weights, `${name}/inner`, applyNorm(ops, weights, `${name}/norm`, x)));
  const fed = applyLinear(ops, weights, `${name}/outer`, ops.dropout(hidden, dropout));
  return ops.add(x, ops.dropout(fed, dropout));
}
