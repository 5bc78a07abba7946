import type { Ops } from '../ops/ops.js';

/**
 * One step of gated recurrent units:
 * r = σ(input_r + hidden_r), z = σ(input_z + hidden_z), n = tanh(input_n + r * hidden_n), and (1 - z) * n + z * state.
 *
 * @param fromInput the mapped input, its parts r, z and n side by side, [batchSize, rows, 3 * size]
 * @param fromHidden the mapped state, likewise
 * @param state [batchSize, rows, size]
 * @returns the new state
 * @see Cho et al. 2014, arXiv:1406.1078; r stands after the product, as in cuDNN and PyTorch
 */
export function stepGru<T>(ops: Ops<T>, fromInput: T, fromHidden: T, state: T): T {
  const [inputReset, inputKeep, inputNew] = ops.split(fromInput, 2, 3);
  const [hiddenReset, hiddenKeep, hiddenNew] = ops.split(fromHidden, 2, 3);
  const reset = ops.sigmoid(ops.add(inputReset, hiddenReset));
  const keep = ops.sigmoid(ops.add(inputKeep, hiddenKeep));
  const candidate = ops.tanh(ops.add(inputNew, ops.multiply(reset, hiddenNew)));
  return ops.add(candidate, ops.multiply(keep, ops.add(state, ops.scale(candidate, -1))));
}
