import { VitrineError } from '../errors.js';
import type { Random } from '../random.js';
import { type AdamState, stepAdam } from './adam.js';
import { type Batch, createBatches } from './batches.js';
import { type EpochInput, recency } from './epoch-input.js';
import type { Parameters } from './parameters.js';
import { computeGradients } from './training-step.js';
import { cutWindows, toTokenHistory, type Window } from './windows.js';

export interface StepReport {
  /** From 1, in this epoch. */
  readonly step: number;
  /** Share of the epoch that is done. */
  readonly done: number;
  /** Mean over the epoch's steps so far. */
  readonly loss: number;
}

/** Tokens that a window shares with the one before, as a share of its length. */
const overlap = 0.25;

/**
 * Goes once over the shoppers, changing the parameters in place, and yields after every step.
 *
 * @param learningRate of a step, by the share of the epoch that is done before it
 * @throws VitrineError `TRAINING_DIVERGED` when the loss is no number any more
 */
export function* runEpoch(
  input: EpochInput,
  parameters: Parameters,
  adam: AdamState,
  learningRate: (done: number) => number,
  random: Random,
): Generator<StepReport> {
  const { encoder, options } = input;
  const windows = createWindows(input, random);
  let [step, nSeen, lossSum] = [0, 0, 0];
  for (const batch of batchesOf(windows, input, random)) {
    const { loss, gradients } = computeGradients(encoder, parameters, batch, random);
    step++;
    if (!Number.isFinite(loss)) {
      throw new VitrineError(
        'TRAINING_DIVERGED',
        `the loss is ${loss} at step ${step} of the epoch (${adam.step} steps in all): lower training.learningRate; ` +
          'the last checkpoint is kept',
      );
    }
    const rate = learningRate(nSeen / windows.length);
    stepAdam(parameters, gradients, adam, { learningRate: rate, weightDecay: options.weightDecay });
    nSeen += batch.batchSize;
    lossSum += loss;
    yield { step, done: nSeen / windows.length, loss: lossSum / step };
  }
}

function createWindows({ shoppers, sessionStart, encoder }: EpochInput, random: Random): Window[] {
  const length = encoder.config.maxSequenceLength;
  return shoppers.flatMap((shopper) => {
    const history = toTokenHistory(shopper, sessionStart, random);
    return cutWindows(history, length, Math.floor(length * overlap), random);
  });
}

function batchesOf(windows: readonly Window[], input: EpochInput, random: Random): Iterable<Batch> {
  const { until, sessionStart, companions, options } = input;
  const weightAt = (time: number) => recency(time, until, options);
  return createBatches(windows, { ...options, sessionStart, companions, weightAt }, random);
}
