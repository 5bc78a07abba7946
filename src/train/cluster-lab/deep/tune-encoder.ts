import type { SoftClusters } from '../../../clusters/placing/soft-assignment.js';
import { checkCounts } from '../../../clusters/points/check-options.js';
import type { Model } from '../../../encoder/artifact/model.js';
import { createEncoder } from '../../../encoder/kinds/create-encoder.js';
import { VitrineError } from '../../../errors.js';
import { createRandom } from '../../../random.js';
import { clipGradients, createAdamState, type Gradient, stepAdam } from '../../gradients/adam.js';
import { embedSequences } from '../../tensorflow/embed-sequences.js';
import { explainMemoryError } from '../../tensorflow/memory-error.js';
import type { ShopperState } from '../spaces/shopper-state.js';
import { standingSequence } from '../spaces/standing-sequence.js';
import { computeClusteringStep } from './clustering-step.js';
import { type DeepOptions, readDeepOptions } from './deep-options.js';
import { createRankingGuard, guardOptions } from './ranking-guard.js';
import { type RefinedClusters, refineClusters } from './refine-clusters.js';
import { type StandingBatch, standingBatches } from './standing-batches.js';

/** An encoder tuned to its clusters, and these: P(cluster | sequence) is the soft assignment of its embedding. */
export interface TunedEncoder extends RefinedClusters {
  /** In place of those of the model; the rows of items, searches and special tokens stay as they are. */
  readonly encoderWeights: Model['encoderWeights'];
}

export interface TuneOptions extends DeepOptions {
  /** Tokens of each shopper that are read, the last ones. Default as many as the encoder reads. */
  readonly maxTokens?: number;
}

/** The longest gradient that is followed as it is: the default of training. */
const clipNorm = 5;

/**
 * Deep embedded clustering of shoppers: the encoder's weights are tuned together with prototypes in its space, by the
 * clustering loss and, so that the embedding does not collapse into them, by the ranking loss on the same shoppers.
 *
 * Rows of items stay as they are, so that a browser needs no second catalogue, only the encoder's few weights.
 *
 * The WASM backend of TensorFlow.js has to be active (`loadTensorflow`).
 *
 * @param states whose clusters are sought; they are also all that it learns from
 * @returns its centroids lie in the tuned encoder's space
 * @throws VitrineError `OPTION_INVALID` for an option out of range and for an encoder without weights,
 *   `TRAINING_DIVERGED`, `OUT_OF_MEMORY`, and as `kMeans` on the embeddings
 * @see Xie et al. 2016, arXiv:1511.06335; Guo et al. 2017, doi:10.24963/ijcai.2017/243
 */
export function tuneEncoder(model: Model, states: readonly ShopperState[], options: TuneOptions): TunedEncoder {
  const read = readDeepOptions(options);
  const { maxTokens = model.encoder.maxSequenceLength } = options;
  checkCounts({ maxTokens });
  const encoder = createEncoder(model.encoder);
  if (encoder.parameters.length === 0) {
    throw new VitrineError('OPTION_INVALID', `an encoder of kind ${model.encoder.kind} has no weights to tune`);
  }
  const encoderWeights = copyWeights(model);
  const tuned: Model = { ...model, encoderWeights };
  const sequences = states.map((state) => standingSequence(model, state, maxTokens));
  const random = createRandom(read.seed);
  const guard = createRankingGuard(model, states, { encoderWeights, maxTokens, random });
  const adam = createAdamState(encoderWeights);
  let step = 0;
  /** @returns the gradient by the centroids */
  const tune = (batch: StandingBatch, clusters: SoftClusters, targets: Float64Array): Float32Array => {
    const clustering = computeClusteringStep(encoder, encoderWeights, batch, clusters, targets);
    const ranking = guard();
    step++;
    if (!Number.isFinite(clustering.loss + ranking.loss)) {
      throw new VitrineError(
        'TRAINING_DIVERGED',
        `the loss of clustering is ${clustering.loss} and that of ranking ${ranking.loss} at step ${step}: ` +
          `lower learningRate (now ${read.learningRate})`,
      );
    }
    const gradients: Record<string, Gradient> = {};
    for (const [name, { data }] of Object.entries(clustering.gradients)) {
      const guarding = ranking.gradients[name]?.data;
      gradients[name] = { data: data.map((slope, p) => read.clusteringWeight * slope + (guarding ? guarding[p] : 0)) };
    }
    clipGradients(gradients, clipNorm);
    stepAdam(encoderWeights, gradients, adam, { learningRate: read.learningRate, weightDecay: 0 });
    return clustering.byCentroids;
  };
  const refined = refineClusters(
    {
      size: model.encoder.embeddingSize,
      embed: () => embedSequences(tuned, sequences),
      improve(clusters, targets, moveCentroids) {
        try {
          for (const batch of standingBatches(model, encoder, sequences, random)) {
            moveCentroids(tune(batch, clusters, targets));
          }
        } catch (error) {
          throw explainMemoryError(error, model.encoder, guardOptions);
        }
      },
    },
    read,
  );
  return { ...refined, encoderWeights };
}

function copyWeights({ encoderWeights }: Model): Model['encoderWeights'] {
  return Object.fromEntries(
    Object.entries(encoderWeights).map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]),
  );
}
