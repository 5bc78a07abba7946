import type { Weight } from '../encoder/artifact.js';

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
 * Moves the parameters one step against their gradients, in place (AdamW).
 *
 * On plain arrays: the parameters are few, and a state of plain arrays is saved and resumed as it is.
 *
 * @see Loshchilov and Hutter 2019, arXiv:1711.05101
 */
export function stepAdam(
  parameters: Readonly<Record<string, Weight>>,
  gradients: Readonly<Record<string, Float32Array>>,
  state: AdamState,
  { learningRate, weightDecay }: AdamOptions,
): void {
  state.step++;
  const scale1 = 1 / (1 - beta1 ** state.step);
  const scale2 = 1 / (1 - beta2 ** state.step);
  for (const [name, gradient] of Object.entries(gradients)) {
    const { data, shape } = parameters[name];
    const first = state.first[name];
    const second = state.second[name];
    // Gains, biases and distance biases keep their freedom.
    const decay = shape.length > 1 ? 1 - learningRate * weightDecay : 1;
    for (let i = 0; i < data.length; i++) {
      const slope = gradient[i];
      first[i] = beta1 * first[i] + (1 - beta1) * slope;
      second[i] = beta2 * second[i] + (1 - beta2) * slope * slope;
      data[i] = data[i] * decay - (learningRate * first[i] * scale1) / (Math.sqrt(second[i] * scale2) + epsilon);
    }
  }
}
