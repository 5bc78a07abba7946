import type { Weight } from '../../encoder/artifact/model.js';

/** The gradient by one parameter, or by some of its rows where the others took no part in a step. */
export interface Gradient {
  readonly data: Float32Array;
  /** Each once; the parameter's rows that `data` holds, in this order. */
  readonly rows?: Int32Array;
}

/** Running moments of the gradients, by parameter, and how many steps were made. */
export interface AdamState {
  step: number;
  readonly first: Record<string, Float32Array>;
  readonly second: Record<string, Float32Array>;
}

export interface AdamOptions {
  readonly learningRate: number;
  /** Decoupled: what a step takes off each weight matrix, times the learning rate. */
  readonly weightDecay: number;
}

const beta1 = 0.9;
const beta2 = 0.98;
const epsilon = 1e-8;

export function createAdamState(parameters: Readonly<Record<string, Weight>>): AdamState {
  const zeros = () =>
    Object.fromEntries(Object.entries(parameters).map(([name, { data }]) => [name, new Float32Array(data.length)]));
  return { step: 0, first: zeros(), second: zeros() };
}

/**
 * Moves the parameters one step against their gradients, in place (AdamW). Rows that took no part keep their values and
 * their moments.
 *
 * On plain arrays: a state of plain arrays is saved and resumed as it is.
 *
 * @see Loshchilov and Hutter 2019, arXiv:1711.05101
 */
export function stepAdam(
  parameters: Readonly<Record<string, Weight>>,
  gradients: Readonly<Record<string, Gradient>>,
  state: AdamState,
  { learningRate, weightDecay }: AdamOptions,
): void {
  state.step++;
  const scale1 = 1 / (1 - beta1 ** state.step);
  const scale2 = 1 / (1 - beta2 ** state.step);
  for (const [name, { data: slopes, rows }] of Object.entries(gradients)) {
    const { data, shape } = parameters[name];
    const first = state.first[name];
    const second = state.second[name];
    // Gains, biases and distance biases keep their freedom.
    const decay = shape.length > 1 ? 1 - learningRate * weightDecay : 1;
    const width = rows ? slopes.length / rows.length : slopes.length;
    for (let from = 0, row = 0; from < slopes.length; from += width, row++) {
      const shift = rows ? rows[row] * width - from : 0;
      for (let i = from; i < from + width; i++) {
        const slope = slopes[i];
        const to = i + shift;
        first[to] = beta1 * first[to] + (1 - beta1) * slope;
        second[to] = beta2 * second[to] + (1 - beta2) * slope * slope;
        data[to] = data[to] * decay - (learningRate * first[to] * scale1) / (Math.sqrt(second[to] * scale2) + epsilon);
      }
    }
  }
}

/**
 * Scales all gradients together so that their norm is at most `maxNorm`, in place.
 *
 * @see Pascanu et al. 2013, arXiv:1211.5063
 */
export function clipGradients(gradients: Readonly<Record<string, Gradient>>, maxNorm: number): void {
  let sum = 0;
  for (const { data } of Object.values(gradients)) for (let i = 0; i < data.length; i++) sum += data[i] * data[i];
  const norm = Math.sqrt(sum);
  if (norm <= maxNorm) return;
  const factor = maxNorm / norm;
  for (const { data } of Object.values(gradients)) for (let i = 0; i < data.length; i++) data[i] *= factor;
}
