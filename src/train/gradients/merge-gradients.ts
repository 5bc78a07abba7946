import type { Scratch } from '../tensorflow/scratch.js';
import type { Gradient } from './adam.js';
import type { Parameters } from './parameters.js';
import type { Gradients } from './training-step.js';

/** What a part of a batch gives, and how much it counts: the sum of its rows' weights. */
export interface WeighedGradients extends Gradients {
  readonly weight: number;
}

/**
 * The loss and the gradients of a whole batch from those of its parts, each a mean over its own rows. Always added up in
 * the order of the parts, whichever was done first.
 *
 * @param parts all with gradients by the same parameters
 * @param parameters tell how many rows there are
 * @param scratch holds the result until the next is merged with it
 */
export function mergeGradients(
  parts: readonly WeighedGradients[],
  parameters: Readonly<Parameters>,
  scratch: Scratch,
): Gradients {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const shares = parts.map(({ weight }) => weight / total);
  const merged: Record<string, Gradient> = {};
  for (const name of Object.keys(parts[0].gradients)) {
    const own = parts.map(({ gradients }) => gradients[name]);
    if (own[0].rows) {
      const placeOf = scratch.integers(`placeOf/${name}`, parameters[name].shape[0]).fill(-1);
      merged[name] = mergeRows(name, own, shares, placeOf, scratch);
    } else merged[name] = mergeAll(name, own, shares, scratch);
  }
  return { loss: parts.reduce((sum, { loss }, i) => sum + shares[i] * loss, 0), gradients: merged };
}

function mergeAll(name: string, own: readonly Gradient[], shares: readonly number[], scratch: Scratch): Gradient {
  const sums = scratch.floats(`merged/${name}`, own[0].data.length).fill(0);
  own.forEach(({ data }, part) => {
    for (let i = 0; i < sums.length; i++) sums[i] += shares[part] * data[i];
  });
  return { data: sums };
}

function mergeRows(
  name: string,
  own: readonly Gradient[],
  shares: readonly number[],
  placeOf: Int32Array,
  scratch: Scratch,
): Gradient {
  const taken: number[] = [];
  for (const { rows } of own) {
    for (const row of rows!) if (placeOf[row] < 0) placeOf[row] = taken.push(row) - 1;
  }
  const width = own[0].data.length / own[0].rows!.length;
  const sums = scratch.floats(`merged/${name}`, taken.length * width).fill(0);
  own.forEach(({ rows, data }, part) => {
    const share = shares[part];
    rows!.forEach((row, i) => {
      const [to, from] = [placeOf[row] * width, i * width];
      for (let j = 0; j < width; j++) sums[to + j] += share * data[from + j];
    });
  });
  return { rows: Int32Array.from(taken), data: sums };
}
