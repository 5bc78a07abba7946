import type { ParameterSpec } from '../encoder.js';
import type { Ops } from '../ops/ops.js';

/**
 * The parameters of a layer norm: `NAME/gain` and `NAME/bias`.
 *
 * @see Ba, Kiros and Hinton 2016, arXiv:1607.06450
 */
export function normParameters(name: string, size: number): ParameterSpec[] {
  return [
    { name: `${name}/gain`, shape: [size], init: 'ones' },
    { name: `${name}/bias`, shape: [size], init: 'zeros' },
  ];
}

/** The layer norm by the name that its parameters bear, over the last axis. */
export function applyNorm<T>(ops: Ops<T>, weights: Readonly<Record<string, T>>, name: string, x: T): T {
  return ops.layerNorm(x, weights[`${name}/gain`], weights[`${name}/bias`]);
}
