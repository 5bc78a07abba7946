/**
 * The few tensor operations that encoders are written in.
 *
 * An encoder's forward pass is written once against this interface; an execution (TensorFlow.js, or plain typed arrays)
 * implements it.
 * `T` is the execution's tensor type. Shapes are row-major; `[..., n]` means any leading dimensions.
 */
export interface Ops<T> {
  /** Batched matrix product, [..., m, k] x [..., k, n] to [..., m, n]; leading dimensions are equal. */
  matMul(a: T, b: T): T;
  /** Every row through one affine map: x [..., in], weight [in, out], bias [out], to [..., out]. */
  linear(x: T, weight: T, bias: T): T;
  /** Elementwise sum with broadcasting. */
  add(a: T, b: T): T;
  /** Elementwise product with broadcasting. */
  multiply(a: T, b: T): T;
  /** Every element times a number. */
  scale(x: T, factor: number): T;
  /** max(x, 0). */
  relu(x: T): T;
  sigmoid(x: T): T;
  tanh(x: T): T;
  /** Rows of length 1: every row over its Euclidean norm, over the last axis; a zero row stays zero. */
  normalize(x: T): T;
  /** Over the last axis. */
  softmax(x: T): T;
  /** Over the last axis, then gain and bias [n]: x [..., n]. */
  layerNorm(x: T, gain: T, bias: T): T;
  /** Rows of a table [n, width] by index, to [...shape, width]; the product of `shape` is `indices.length`. */
  gather(table: T, indices: Int32Array, shape: readonly number[]): T;
  /** The part from `from` up to `to` (exclusive) of one axis. */
  slice(x: T, axis: number, from: number, to: number): T;
  /** One axis in equal parts, in order; its gradient costs no more than one pass, unlike that of many slices. */
  split(x: T, axis: number, nParts: number): T[];
  concat(parts: readonly T[], axis: number): T;
  reshape(x: T, shape: readonly number[]): T;
  transpose(x: T, permutation: readonly number[]): T;
  /** A constant from plain numbers. */
  constant(values: Float32Array, shape: readonly number[]): T;
  /** Zeroes a share `rate` of the elements and scales the rest up, in training; the identity elsewhere. */
  dropout(x: T, rate: number): T;
}

/** Added to a variance before its root, so that a row of equal values divides by no zero. */
export const layerNormEpsilon = 1e-6;

/** Added to a squared length before its root. */
export const normalizeEpsilon = 1e-12;
