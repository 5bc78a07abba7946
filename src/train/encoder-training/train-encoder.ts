import { setImmediate } from 'node:timers/promises';
import type { Model } from '../../encoder/artifact/model.js';
import { createRandom } from '../../random.js';
import type { EncoderOptions } from '../config/encoder-options.js';
import { learningOptions, type TrainingOptions } from '../config/training-options.js';
import type { Dataset } from '../dataset/dataset.js';
import { refitPart, trainingPart } from '../dataset/dataset-part.js';
import { createAdamState } from '../gradients/adam.js';
import { createParameters, type Parameters } from '../gradients/parameters.js';
import { validationCases } from '../protocols/validation-cases.js';
import type { Fingerprint } from '../resume/fingerprint.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import type { TrainingProgress } from '../terminal/progress.js';
import { assembleModel } from './assemble-model.js';
import { readCheckpoint, type TrainingState, writeCheckpoint } from './checkpoint.js';
import { continueParameters } from './continue-parameters.js';
import { encoderForLog } from './encoder-for-log.js';
import { countItems, type EpochInput, prepareEpochs } from './epoch-input.js';
import type { EpochLog } from './epoch-log.js';
import { learningRateAt } from './learning-rate.js';

/** Where a training keeps its state, and whether it goes on from there. */
export interface CheckpointOptions {
  /** Written after every epoch. */
  readonly path: string;
  readonly isResumed: boolean;
  /** What tells this training from another, beside its own options: the data, its cleaning. */
  readonly fingerprint: Fingerprint;
}

export interface TrainEncoderOptions {
  readonly encoder: EncoderOptions;
  readonly training: TrainingOptions;
  readonly seed: number;
  readonly checkpoint?: CheckpointOptions;
  readonly onProgress?: (progress: TrainingProgress) => void;
  /**
   * Stops after so many epochs in all, to be resumed later; the learning rate falls as if it went on to
   * `training.epochs`. There is no refit then.
   */
  readonly pauseAfter?: number;
  /** Goes on from a model, instead of starting anew. */
  readonly former?: FormerModel;
  /** Hears of every epoch that is done, those of a resumed state first. */
  readonly onEpoch?: (epoch: EpochLog) => void;
}

/** A model that training goes on from. */
export interface FormerModel {
  /** Its items are the first of the dataset's. */
  readonly model: Model;
  /** What is known of companions already, see `CompanionOptions`. */
  readonly prior?: Model['companions'];
  /** Whether these have as many shoppers behind them as the dataset's rule asks for. */
  readonly isPriorShared?: boolean;
}

/** What training gives, without clusters and with the ranking weights that training itself found. */
export interface TrainedEncoder {
  /** Learned from the training period alone: what validation may judge, and where weights are fitted. */
  readonly model: Model;
  /** Learned from training and validation: what is shipped. */
  readonly refitted: Model;
  /** The mean validation NDCG@20 after each epoch. */
  readonly validation: readonly number[];
  /** Epochs of `model`, the best on validation. */
  readonly epochs: number;
  readonly log: readonly EpochLog[];
  /** Pairs of companions that `refitted` lacks because too few shoppers stand behind them. */
  readonly nUnsharedPairs: number;
}

/** The peak of the learning rate when the model goes on over all the log, as a share of the first one. */
const refitShare = 0.2;

/**
 * Trains the encoder to predict the next item, keeps the epoch that is best on validation, and lets it see the
 * validation period in the end: anew for as many epochs where the split asks for a refit, else by going on.
 *
 * A training that was stopped and is resumed gives the same model as one that was not.
 *
 * @throws VitrineError `TRAINING_DIVERGED`, `DATA_TOO_SMALL` without a session to learn from, `DEPENDENCY_MISSING`,
 * `FILE_NOT_FOUND` and `CONFIG_INVALID` for a checkpoint that is not there or of another training
 */
export async function trainEncoder(dataset: Dataset, options: TrainEncoderOptions): Promise<TrainedEncoder> {
  await loadTensorflow();
  const { runEpoch } = await import('./training-epoch.js');
  const { scoreWithModel } = await import('../tensorflow/model-scorer.js');
  const { meanNdcg } = await import('../metrics/mean-ndcg.js');
  const { training, seed, checkpoint } = options;
  const fingerprint = {
    encoder: options.encoder,
    training: learningOptions(training),
    seed,
    ...checkpoint?.fingerprint,
  };
  const learned = trainingPart(dataset);
  const { former } = options;
  const encoder = former ? former.model.encoder : encoderForLog(options.encoder, dataset.catalog, learned);
  const fitting = { encoder, training, prior: former?.prior, isPriorShared: former?.isPriorShared };
  const input = prepareEpochs(dataset, learned, fitting);
  const start = (): TrainingState => {
    const random = createRandom(seed);
    const parameters = former
      ? continueParameters(former.model, input, dataset.catalog, random)
      : createParameters(input.encoder, countItems(input), input.composition.nRows, random);
    const adam = createAdamState(parameters);
    return { stage: 'training', epoch: 0, parameters, adam, random: random.state(), best: copy(parameters), log: [] };
  };
  let state = checkpoint?.isResumed ? await readCheckpoint(checkpoint.path, fingerprint) : start();
  for (const epoch of state.log) options.onEpoch?.(epoch);

  const cases = validationCases(dataset, seed);
  const judge = (parameters: Parameters) => {
    const model = assembleModel(input, parameters, dataset);
    const kinds = [cases.within, cases.next].filter((kind) => kind.length > 0);
    return kinds.reduce((sum, kind) => sum + meanNdcg(kind, scoreWithModel(model, kind), 20) / kinds.length, 0);
  };
  const isRefitAnew = dataset.split.refit === true;
  // What is to be measured on validation afterwards must not have learned it.
  const refitEpochs = () => {
    if (dataset.split.refit === false) return 0;
    return isRefitAnew ? bestEpoch(state.log) : training.refitEpochs;
  };

  const startedAt = performance.now();
  let nRun = 0;
  const run = async (epochInput: EpochInput, stage: EpochLog['stage'], schedule: { peak: number; nEpochs: number }) => {
    const random = createRandom(state.random);
    const { parameters, adam } = state;
    const epoch = state.epoch;
    const nLeft = stage === 'training' ? training.epochs - epoch + training.refitEpochs : refitEpochs() - epoch;
    const epochStartedAt = performance.now();
    let last = { step: 0, loss: Number.NaN, learningRate: 0 };
    const rate = (done: number) => learningRateAt(epoch + done, { ...training, ...schedule });
    for await (const { step, done, loss, learningRate } of runEpoch(epochInput, parameters, adam, rate, random)) {
      last = { step, loss, learningRate };
      const secondsPerEpoch = (performance.now() - startedAt) / 1000 / (nRun + done);
      options.onProgress?.({
        epoch: state.log.length + 1,
        epochs: state.log.length + nLeft,
        done,
        loss,
        validation: validationOf(state.log).at(-1),
        secondsLeft: secondsPerEpoch * (nLeft - done),
      });
      // Let signals, timers and the progress bar through.
      await setImmediate();
    }
    nRun++;
    const log: EpochLog = {
      stage,
      epoch: epoch + 1,
      steps: last.step,
      loss: last.loss,
      learningRate: last.learningRate,
      ...(stage === 'training' ? { validation: judge(parameters) } : {}),
      seconds: (performance.now() - epochStartedAt) / 1000,
    };
    state = { ...state, stage, epoch: epoch + 1, random: random.state(), log: [...state.log, log] };
    if (stage === 'training' && bestEpoch(state.log) === epoch + 1) state = { ...state, best: copy(parameters) };
    if (checkpoint) await writeCheckpoint(checkpoint.path, state, fingerprint);
    options.onEpoch?.(log);
  };

  const isPatient = () => state.epoch - bestEpoch(state.log) < training.patience;
  const lastEpoch = Math.min(training.epochs, options.pauseAfter ?? training.epochs);
  while (state.stage === 'training' && state.epoch < lastEpoch && isPatient()) {
    await run(input, 'training', { peak: training.learningRate, nEpochs: training.epochs });
  }
  const finish = (): Omit<TrainedEncoder, 'refitted'> => {
    const model = assembleModel(input, state.best, dataset);
    const { nUnsharedPairs } = input;
    const epochs = bestEpoch(state.log);
    return { model, validation: validationOf(state.log), epochs, log: state.log, nUnsharedPairs };
  };
  const nRefit = options.pauseAfter === undefined ? refitEpochs() : 0;
  if (nRefit === 0) {
    const trained = finish();
    return { ...trained, refitted: trained.model };
  }
  if (state.stage === 'training') {
    const fresh = isRefitAnew ? start() : state;
    const parameters = isRefitAnew ? fresh.parameters : copy(state.best);
    state = { ...state, stage: 'refit', epoch: 0, parameters, adam: fresh.adam, random: fresh.random };
  }
  const everything = prepareEpochs(dataset, refitPart(dataset), fitting);
  const schedule = isRefitAnew
    ? { peak: training.learningRate, nEpochs: training.epochs }
    : { peak: refitShare * training.learningRate, nEpochs: nRefit };
  while (state.epoch < nRefit) await run(everything, 'refit', schedule);
  const refitted = assembleModel(everything, state.parameters, dataset);
  return { ...finish(), refitted, nUnsharedPairs: everything.nUnsharedPairs };
}

function validationOf(log: readonly EpochLog[]): number[] {
  return log.flatMap(({ validation }) => (validation === undefined ? [] : [validation]));
}

/** From 1; the first of equally good ones; 0 before the first. */
function bestEpoch(log: readonly EpochLog[]): number {
  const validation = validationOf(log);
  return validation.indexOf(Math.max(...validation)) + 1;
}

function copy(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]),
  );
}
