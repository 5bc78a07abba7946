import type { ParameterSpec } from '../encoder.js';
import type { Ops } from '../ops/ops.js';

/**
 * The parameters of an affine map: `NAME/weight` and `NAME/bias`.
 *
 * @param from width of its input
 * @param to width of its output
 */
export function linearParameters(name: string, from: number, to: number): ParameterSpec[] {
  return [
    { name: `${name}/weight`, shape: [from, to], init: 'glorot' },
    { name: `${name}/bias`, shape: [to], init: 'zeros' },
  ];
}

/** The affine map by the name that its parameters bear, [..., from] to [..., to]. */
export function applyLinear<T>(ops: Ops<T>, weights: Readonly<Record<string, T>>, name: string, x: T): T {
  return ops.linear(x, weights[`${name}/weight`], weights[`${name}/bias`]);
}
