import { chooseSteadily } from '../../clusters/judging/choose-steadily.js';
import type { Manifest } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import type { Precision } from '../../encoder/artifact/precision.js';
import { VitrineError } from '../../errors.js';
import type { TrainConfig } from '../config/config.js';
import type { Dataset } from '../dataset/dataset.js';
import type { EpochLog } from '../encoder-training/epoch-log.js';
import type { TrainEncoderOptions } from '../encoder-training/train-encoder.js';
import { measureTest } from '../evaluation/measure-test.js';
import { type CompletedModel, completeModel, roundToArtifact } from '../model/complete-model.js';
import { sharedCases } from '../privacy/shared-figures.js';
import { validationCases } from '../protocols/validation-cases.js';
import { continueEncoder } from './continue-encoder.js';
import { findFormerClusters, pickRows } from './former-clusters.js';
import { knownTo } from './known-to.js';
import { type SucceedingModel, succeedModel } from './succeed-model.js';

/** Passes over the log that an encoder goes on for, at most, where nobody says otherwise. */
export const usualEpochs = 3;

/** The peak of the learning rate when an encoder goes on, as a share of the first one. */
const rateShare = 0.3;

export interface UpdateOptions extends Pick<TrainEncoderOptions, 'onProgress' | 'onEpoch'> {
  readonly training: TrainConfig['training'];
  readonly seed: number;
  /** What the model was packed by, see `storedPrecision`. */
  readonly precision: Precision;
  /** The first 16 hex digits of the SHA-256 of the model's manifest. */
  readonly modelHash: string;
  /** Whether encoder and companions stay as they are, to the byte. */
  readonly isClustersOnly: boolean;
  /** When the new files begin, where the log holds files that the model learned from, too. */
  readonly membersUntil?: number;
  /** Whether the model's own pairs have as many shoppers behind them as the log's rule asks for, see `isVouched`. */
  readonly isPriorShared?: boolean;
}

/** An updated model with the account of what the update did. */
export interface UpdatedModel extends SucceedingModel {
  readonly clustering: CompletedModel['clustering'];
  readonly quantisation: CompletedModel['quantisation'];
  /** Epochs of the encoder; none where it stayed. */
  readonly log: readonly EpochLog[];
  /** Of `log`, those that are in the model: 0 where none made it better. */
  readonly nEpochs: number;
  /** Shoppers of each former cluster in this log, as the former model places them. */
  readonly formerCounts: Int32Array;
  /** Both on the test period of this log. */
  readonly metrics: { readonly before: Manifest['metrics']; readonly now: Manifest['metrics'] };
}

/**
 * Refits a model with a log that begins where the model's ends, from what the model knows.
 *
 * The encoder and its companions go on, see `continueEncoder`; clusters go on from their centroids, see `succeedModel`. A
 * cluster with fewer than 20 shoppers in a log without the old files stays as it is.
 *
 * @param dataset see `readUpdateLog`
 * @throws VitrineError `OPTION_INVALID` for a model without clusters, `DATA_TOO_SMALL`, and as `trainEncoder`
 */
export async function updateModel(former: Model, dataset: Dataset, options: UpdateOptions): Promise<UpdatedModel> {
  const { seed, precision, modelHash, isClustersOnly, membersUntil } = options;
  if (former.clusters.summaries.length === 0) {
    throw new VitrineError(
      'OPTION_INVALID',
      '--model names a model without clusters, there is nothing to go on from: train it',
    );
  }
  const known = knownTo(former, dataset);
  const clusters = await findFormerClusters(former, known, membersUntil);
  const read = isClustersOnly ? known : dataset;
  const cases = validationCases(read, seed);
  const training = { ...options.training, learningRate: rateShare * options.training.learningRate, graphLayers: 0 };
  const trained = isClustersOnly
    ? { model: former, refitted: former, log: [], epochs: 0 }
    : await continueEncoder(former, dataset, cases, { ...options, training });
  const size = former.encoder.embeddingSize;
  const nActive = clusters.active.length;
  const completed = await completeModel(trained, read, sharedCases(read, [...cases.within, ...cases.next]), {
    seed,
    training,
    precision,
    regroup: {
      startsIn: async (model) => pickRows(await clusters.centroidsIn(model), size, clusters.active),
      kRange: [nActive - 1, nActive, nActive + 1].filter((k) => k > 0),
      choose: (candidates) => chooseSteadily(candidates, nActive, dataset.privacy?.groups),
    },
  });
  if (completed.model.clusters.summaries.length === 0) {
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `the log has too few shoppers for a cluster of ${dataset.privacy?.groups}, which privacy.minShoppers asks for: ` +
        'collect a longer log, or give the old files, too',
    );
  }
  // Where the whole log is there, a cluster that nobody is in is no more; a new log alone cannot tell.
  const quiet =
    membersUntil === undefined ? [...clusters.counts.keys()].filter((row) => !clusters.active.includes(row)) : [];
  const succeeding = await succeedModel(completed.model, {
    former: { model: former, hash: modelHash },
    clusters,
    quiet,
    dataset: read,
  });
  const coldItems = succeeding.model.coldItems ?? former.coldItems;
  const model = roundToArtifact({ ...succeeding.model, coldItems }, precision);
  return {
    ...succeeding,
    model,
    clustering: completed.clustering,
    quantisation: completed.quantisation,
    log: trained.log,
    nEpochs: trained.epochs,
    formerCounts: clusters.counts,
    metrics: { before: await measureTest(former, known, seed), now: await measureTest(model, read, seed) },
  };
}
