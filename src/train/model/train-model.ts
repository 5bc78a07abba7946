import type { Model } from '../../encoder/artifact/model.js';
import { artifactOptions, choosePrecision } from '../config/artifact-options.js';
import type { TrainConfig } from '../config/config.js';
import type { Dataset } from '../dataset/dataset.js';
import { type TrainEncoderOptions, type TrainedEncoder, trainEncoder } from '../encoder-training/train-encoder.js';
import { sharedCases } from '../privacy/shared-figures.js';
import { validationCases } from '../protocols/validation-cases.js';
import { type Blend, fitBlend } from '../weights/fit-blend.js';
import { type CompletedModel, completeModel } from './complete-model.js';

/** A model with the account of how it came about. */
export interface TrainedModel extends CompletedModel {
  readonly training: Pick<TrainedEncoder, 'validation' | 'epochs' | 'log' | 'nUnsharedPairs'>;
}

/**
 * Trains the encoder, groups the shoppers and fits the ranking weights, see `trainEncoder` and `completeModel`; nothing
 * of the test period is seen.
 */
export async function trainModel(
  dataset: Dataset,
  config: Pick<TrainConfig, 'encoder' | 'training' | 'seed'> & Partial<Pick<TrainConfig, 'artifact'>>,
  watching: Pick<TrainEncoderOptions, 'checkpoint' | 'onProgress' | 'onEpoch'> = {},
): Promise<TrainedModel> {
  const { encoder, training, seed, artifact = artifactOptions.parse({}) } = config;
  const learned = await trainEncoder(dataset, { encoder, training, seed, ...watching });
  const { within, next } = validationCases(dataset, seed);
  const cases = sharedCases(dataset, [...within, ...next]);
  const trained = blend(learned, await fitBlend(learned.model, cases, training));
  const precision = choosePrecision(artifact, dataset.vocabulary.size);
  return { ...(await completeModel(trained, dataset, cases, { seed, training, precision })), training: trained };
}

/** The same weights for both models: what has seen validation cannot be fitted on it. */
export function blend(trained: TrainedEncoder, { companions, repeats }: Blend): TrainedEncoder {
  const weigh = (model: Model): Model => ({
    ...model,
    ...(model.companions && companions ? { companions: { ...model.companions, weights: companions.weights } } : {}),
    ...(repeats ? { repeats } : {}),
  });
  return { ...trained, model: weigh(trained.model), refitted: weigh(trained.refitted) };
}
