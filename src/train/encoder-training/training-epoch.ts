import { VitrineError } from '../../errors.js';
import type { Random } from '../../random.js';
import { maskToken } from '../../sequence/sequence.js';
import { type AdamState, clipGradients, stepAdam } from '../gradients/adam.js';
import type { Parameters } from '../gradients/parameters.js';
import { computeGradients } from '../gradients/training-step.js';
import { type Batch, createBatches } from '../samples/batches.js';
import type { Window } from '../samples/windows.js';
import { explainMemoryError } from '../tensorflow/memory-error.js';
import { createScratch } from '../tensorflow/scratch.js';
import type { Composition } from '../token-embeddings/composition.js';
import type { EpochInput } from './epoch-input.js';
import { createEpochWindows } from './epoch-windows.js';
import { startCrew, type TrainingCrew } from './training-crew.js';

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
 * Goes once over the shoppers, changing the parameters in place, and yields after every step; with several threads
 * they are changed when it ends.
 *
 * @param learningRate of a step, by the share of the epoch that is done before it
 * @throws VitrineError `TRAINING_DIVERGED` when the loss is no number any more, `OUT_OF_MEMORY`, `WORKER_FAILED`
 */
export async function* runEpoch(
  input: EpochInput,
  parameters: Parameters,
  adam: AdamState,
  learningRate: (done: number) => number,
  random: Random,
): AsyncGenerator<StepReport> {
  const { options } = input;
  const { windows, composition } = createEpochWindows(input, random);
  const crew =
    (options.threads ?? 1) > 1
      ? startCrew({ ...input, composition }, parameters)
      : workAlone(input, composition, parameters);
  let [step, nSeen, lossSum] = [0, 0, 0];
  try {
    for (const batch of batchesOf(windows, input, random)) {
      const { loss, gradients } = await crew.compute(batch, random).catch((error: unknown) => {
        throw explainMemoryError(error, input.encoder.config, options);
      });
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
      stepAdam(crew.parameters, gradients, adam, { learningRate: rate, weightDecay: options.weightDecay });
      nSeen += batch.nWindows;
      lossSum += loss;
      yield { step, done: Math.min(1, nSeen / windows.length), loss: lossSum / step, learningRate: rate };
    }
  } finally {
    await crew.stop();
    if (crew.parameters !== parameters) {
      for (const [name, { data }] of Object.entries(crew.parameters)) parameters[name].data.set(data);
    }
  }
}

/** The crew of one: every step whole, on this thread. */
function workAlone(input: EpochInput, composition: Composition, parameters: Parameters): TrainingCrew {
  const context = { ...input, composition, scratch: createScratch() };
  return {
    parameters,
    compute: async (batch, random) => computeGradients(context, parameters, batch, random),
    stop: async () => {},
  };
}

function batchesOf(windows: readonly Window[], input: EpochInput, random: Random): Iterable<Batch> {
  const { weightAt, sessionStart, foldCompanions: companions, options, encoder } = input;
  const tokens = { sees: encoder.sees, sessionStart, maskToken: maskToken(sessionStart) };
  return createBatches(windows, { ...options, ...tokens, companions, weightAt }, random);
}
