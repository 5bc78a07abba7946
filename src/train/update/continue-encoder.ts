import type { Model } from '../../encoder/artifact/model.js';
import type { TrainingOptions } from '../config/training-options.js';
import type { Dataset } from '../dataset/dataset.js';
import { type TrainEncoderOptions, type TrainedEncoder, trainEncoder } from '../encoder-training/train-encoder.js';
import { meanNdcg } from '../metrics/mean-ndcg.js';
import { blend } from '../model/train-model.js';
import { sharedCases } from '../privacy/shared-figures.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import { fitBlend } from '../weights/fit-blend.js';

export interface ContinueOptions extends Pick<TrainEncoderOptions, 'onProgress' | 'onEpoch'> {
  readonly training: TrainingOptions;
  readonly seed: number;
  /** See `UpdateOptions`. */
  readonly membersUntil?: number;
  /** See `UpdateOptions`. */
  readonly isPriorShared?: boolean;
}

/** The cases of validation, by kind, as `validationCases` gives them. */
interface Cases {
  readonly within: readonly EvaluationCase[];
  readonly next: readonly EvaluationCase[];
}

/**
 * Goes on with the training of a model's encoder, new items beside the known ones, and weighs its companions anew: these
 * are fitted about the known table, or from the start where the log holds the old files, too.
 *
 * What has gone on is taken where it ranks validation better than where it started, both with companions weighed;
 * else the encoder stays as it was, with rows for the new items, and `epochs` is 0.
 *
 * @throws VitrineError as `trainEncoder`
 */
export async function continueEncoder(
  former: Model,
  dataset: Dataset,
  cases: Cases,
  { training, seed, membersUntil, isPriorShared, onProgress, onEpoch }: ContinueOptions,
): Promise<TrainedEncoder> {
  await loadTensorflow();
  const { scoreWithModel } = await import('../tensorflow/model-scorer.js');
  // With the old files at hand the companions of then are counted again, not remembered.
  const prior = membersUntil === undefined ? former.companions : undefined;
  const goingOn = {
    encoder: former.encoder,
    training,
    seed,
    former: { model: former, prior, isPriorShared },
    onProgress,
    onEpoch,
  };
  const weigh = async (trained: TrainedEncoder) => {
    const fitted = await fitBlend(trained.model, sharedCases(dataset, [...cases.within, ...cases.next]), training);
    // Too few cases to weigh companions by: what they counted before is the best that is known.
    const isFitted = fitted.companions !== trained.model.companions;
    return blend(trained, isFitted || !former.companions ? fitted : { companions: former.companions });
  };
  const judge = (model: Model) => {
    const kinds = [cases.within, cases.next].filter((kind) => kind.length > 0);
    return kinds.reduce((sum, kind) => sum + meanNdcg(kind, scoreWithModel(model, kind), 20) / kinds.length, 0);
  };
  const start = await weigh(await trainEncoder(dataset, { ...goingOn, pauseAfter: 0 }));
  const learned = await weigh(await trainEncoder(dataset, goingOn));
  return judge(learned.model) > judge(start.model) ? learned : { ...start, log: learned.log };
}
