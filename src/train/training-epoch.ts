import { VitrineError } from '../errors.js';
import type { Random } from '../random.js';
import { maskToken } from '../sequence/sequence.js';
import { type AdamState, clipGradients, stepAdam } from './adam.js';
import { type Batch, createBatches } from './batches.js';
import type { EpochInput } from './epoch-input.js';
import { createEpochWindows } from './epoch-windows.js';
import { explainMemoryError } from './memory-error.js';
import type { Parameters } from './parameters.js';
import { createScratch } from './scratch.js';
import { computeGradients, type Gradients, type StepContext } from './training-step.js';
import type { Window } from './windows.js';

export interface StepReport {
  /** From 1, in this epoch. */
  readonly step: number;
  /** Share of the epoch that is done. */
  readonly done: number;
  /** Mean over the epoch's steps so far. */
  readonly loss: number;
  /** That the step was made with. */
  readonly learningRate: number;
}

/**
 * Goes once over the shoppers, changing the parameters in place, and yields after every step.
 *
 * @param learningRate of a step, by the share of the epoch that is done before it
 * @throws VitrineError `TRAINING_DIVERGED` when the loss is no number any more, `OUT_OF_MEMORY`
 */
export function* runEpoch(
  input: EpochInput,
  parameters: Parameters,
  adam: AdamState,
  learningRate: (done: number) => number,
  random: Random,
): Generator<StepReport> {
  const { options } = input;
  const { windows, composition } = createEpochWindows(input, random);
  const context = { ...input, composition, scratch: createScratch() };
  let [step, nSeen, lossSum] = [0, 0, 0];
  for (const batch of batchesOf(windows, input, random)) {
    const { loss, gradients } = computeOrExplain(context, parameters, batch, random);
    step++;
    if (!Number.isFinite(loss)) {
      throw new VitrineError(
        'TRAINING_DIVERGED',
        `the loss is ${loss} at step ${step} of the epoch (${adam.step} steps in all): lower training.learningRate; ` +
          'the last checkpoint is kept',
      );
    }
    const rate = learningRate(Math.min(1, nSeen / windows.length));
    if (options.clipNorm > 0) clipGradients(gradients, options.clipNorm);
    stepAdam(parameters, gradients, adam, { learningRate: rate, weightDecay: options.weightDecay });
    nSeen += batch.nWindows;
    lossSum += loss;
    yield { step, done: Math.min(1, nSeen / windows.length), loss: lossSum / step, learningRate: rate };
  }
}

function computeOrExplain(
  input: EpochInput & StepContext,
  parameters: Parameters,
  batch: Batch,
  random: Random,
): Gradients {
  try {
    return computeGradients(input, parameters, batch, random);
  } catch (error) {
    throw explainMemoryError(error, input.encoder.config, input.options);
  }
}

function batchesOf(windows: readonly Window[], input: EpochInput, random: Random): Iterable<Batch> {
  const { weightAt, sessionStart, companions, options, encoder } = input;
  const tokens = { sees: encoder.sees, sessionStart, maskToken: maskToken(sessionStart) };
  return createBatches(windows, { ...options, ...tokens, companions, weightAt }, random);
}
