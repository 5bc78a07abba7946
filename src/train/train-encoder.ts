import { setImmediate } from 'node:timers/promises';
import type { Model } from '../encoder/artifact.js';
import { createRandom } from '../random.js';
import { createAdamState } from './adam.js';
import { assembleModel } from './assemble-model.js';
import { type TrainingState, writeCheckpoint } from './checkpoint.js';
import type { Dataset } from './dataset.js';
import { refitPart, trainingPart } from './dataset-part.js';
import { countItems, type EpochInput, prepareEpochs } from './epoch-input.js';
import { countRows } from './item-rows.js';
import { learningRateAt } from './learning-rate.js';
import { loadTensorflow } from './load-tensorflow.js';
import { createParameters, type Parameters } from './parameters.js';
import type { TrainingProgress } from './progress.js';
import type { EncoderOptions, TrainingOptions } from './training-options.js';
import { validationCases } from './validation-cases.js';

export interface TrainEncoderOptions {
  readonly encoder: EncoderOptions;
  readonly training: TrainingOptions;
  readonly seed: number;
  /** Where the state is written after every epoch. */
  readonly checkpoint?: string;
  readonly onProgress?: (progress: TrainingProgress) => void;
}

/** What training gives, without clusters and with the ranking weights that training itself found. */
export interface TrainedEncoder {
  /** Learned from the training period alone: what validation may judge, and where weights are fitted. */
  readonly model: Model;
  /** Goes on from `model` over training and validation together: what is shipped. */
  readonly refitted: Model;
  /** The mean validation NDCG@20 after each epoch. */
  readonly validation: readonly number[];
  /** Epochs of `model`, the best on validation. */
  readonly epochs: number;
}

/** The peak of the learning rate when the model goes on over all the log, as a share of the first one. */
const refitShare = 0.2;

/**
 * Trains the encoder to predict the next item, keeps the epoch that is best on validation, and lets it see the
 * validation period in the end.
 *
 * @throws VitrineError `TRAINING_DIVERGED`, `DATA_TOO_SMALL` without a session to learn from, `DEPENDENCY_MISSING`
 */
export async function trainEncoder(dataset: Dataset, options: TrainEncoderOptions): Promise<TrainedEncoder> {
  await loadTensorflow();
  const { runEpoch } = await import('./training-epoch.js');
  const { scoreWithModel } = await import('./model-scorer.js');
  const { meanNdcg } = await import('./mean-ndcg.js');
  const { training, seed, onProgress, checkpoint } = options;
  const random = createRandom(seed);
  const input = prepareEpochs(dataset, trainingPart(dataset), options);
  const cases = validationCases(dataset, seed);
  const { encoder } = input;
  const parameters = createParameters(encoder, countItems(input), countRows(input.composition), random);
  const state: TrainingState = { epoch: 0, parameters, adam: createAdamState(parameters), random: random.state() };
  // What is to be measured on validation afterwards must not have learned it.
  const refitEpochs = dataset.split.refit === false ? 0 : training.refitEpochs;
  const allEpochs = training.epochs + refitEpochs;
  const startedAt = performance.now();
  const validation: number[] = [];
  let best = { ndcg: -1, epoch: 0, parameters: copy(parameters) };

  const run = async (epochInput: EpochInput, epoch: number, learningRate: (done: number) => number) => {
    for (const { done, loss } of runEpoch(epochInput, parameters, state.adam, learningRate, random)) {
      const passed = epoch + done;
      const secondsLeft = ((performance.now() - startedAt) / 1000 / passed) * (allEpochs - passed);
      onProgress?.({ epoch: epoch + 1, epochs: allEpochs, done, loss, validation: validation.at(-1), secondsLeft });
      // Let signals, timers and the progress bar through.
      await setImmediate();
    }
    state.epoch++;
    state.random = random.state();
    if (checkpoint) await writeCheckpoint(checkpoint, state);
  };
  const judge = () => {
    const model = assembleModel(input, parameters, dataset);
    const kinds = [cases.within, cases.next].filter((kind) => kind.length > 0);
    return kinds.reduce((sum, kind) => sum + meanNdcg(kind, scoreWithModel(model, kind), 20) / kinds.length, 0);
  };

  for (let epoch = 0; epoch < training.epochs; epoch++) {
    await run(input, epoch, (done) =>
      learningRateAt(epoch + done, { ...training, peak: training.learningRate, nEpochs: training.epochs }),
    );
    validation.push(judge());
    const ndcg = validation[epoch];
    if (ndcg > best.ndcg) best = { ndcg, epoch: epoch + 1, parameters: copy(parameters) };
    if (epoch + 1 - best.epoch >= training.patience) break;
  }
  const model = assembleModel(input, best.parameters, dataset);
  if (refitEpochs === 0) return { model, refitted: model, validation, epochs: best.epoch };

  const everything = prepareEpochs(dataset, refitPart(dataset), options);
  for (const [name, { data }] of Object.entries(best.parameters)) parameters[name].data.set(data);
  for (let epoch = 0; epoch < refitEpochs; epoch++) {
    await run(everything, training.epochs + epoch, (done) =>
      learningRateAt(epoch + done, {
        ...training,
        peak: refitShare * training.learningRate,
        nEpochs: refitEpochs,
      }),
    );
  }
  const refitted = assembleModel(everything, parameters, dataset);
  return { model, refitted, validation, epochs: best.epoch };
}

function copy(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]),
  );
}
