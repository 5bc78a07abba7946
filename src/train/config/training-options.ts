import { z } from 'zod';
import { boundedNumber, mostEpochs, wholeNumber } from './number-options.js';

export type { EncoderOptions } from './encoder-options.js';

/** `training` in vitrine.config.json: how the encoder learns. */
export const trainingOptions = z.strictObject({
  /** Passes over the log at most; fewer when validation stops getting better. */
  epochs: wholeNumber(1, mostEpochs).default(8),
  /** Epochs without a better validation NDCG after which training stops. */
  patience: wholeNumber(1, mostEpochs).default(3),
  /** Passes over training and validation together, from the best epoch on. */
  refitEpochs: wholeNumber(0, mostEpochs).default(1),
  learningRate: boundedNumber(1e-9, 10).default(2e-3),
  /** How the learning rate falls after its warm-up: along half a cosine, to a tenth half way and a fiftieth at three quarters, or not. */
  schedule: z.enum(['cosine', 'step', 'constant']).default('cosine'),
  /** Passes over which the learning rate rises from 0. */
  warmUpEpochs: boundedNumber(0, mostEpochs).default(0.5),
  weightDecay: boundedNumber(0, 10).default(0),
  /** The longest gradient that is followed as it is; 0 for any. */
  clipNorm: boundedNumber(0, 1_000_000).default(5),
  /** Whether an item is told apart from all others in every step (full) or from a sample; auto: full up to 5,000 items. */
  softmax: z.enum(['auto', 'full', 'sampled']).default('auto'),
  /** Draws of a sample that give every item the same chance. */
  uniformNegatives: wholeNumber(0, 1_000_000).default(1024),
  /** Draws of a sample that follow popularity to the power of `popularityPower`. */
  popularNegatives: wholeNumber(0, 1_000_000).default(512),
  popularityPower: boundedNumber(0, 10).default(0.75),
  /** Whether what the other rows of a step look for is drawn, too. */
  inBatchNegatives: z.boolean().default(false),
  /** Whether scores are corrected for how often an item is drawn. */
  logQ: z.boolean().default(true),
  /** About how many tokens make a step. */
  batchTokens: wholeNumber(16, 1_000_000).default(1024),
  /**
   * Parts that each step is computed in, one a thread; one where it is absent. Each draws its own sample and dropout, so that another number gives
   * another model; how many cores a machine has does not.
   */
  threads: wholeNumber(1, 16).optional(),
  /** Positions of a window that are predicted from in one epoch, at most. */
  predictionsPerWindow: wholeNumber(1, 10_000).default(40),
  /** How many times a session's start counts as a position to predict from: there are few, and they greet who returns. */
  sessionStartWeight: boundedNumber(0.001, 1000).default(3),
  /** Days after which a session counts half. */
  halfLifeDays: boundedNumber(0.01, 36_500).default(90),
  /** Share of the items of a step that are known by their text alone, so that it learns to stand for them. */
  idDropout: boundedNumber(0, 0.9).default(0.1),
  /** Share of the sessions that begin, in training, with a search made up of words of a title; where text is read. */
  titleSearches: boundedNumber(0, 1).default(0.1),
  /** How many times items are smoothed over those they share sessions with. */
  graphLayers: wholeNumber(0, 1).default(0),
  /** Companions kept of each item. */
  companionsPerItem: wholeNumber(1, 1000).default(16),
  /** Ridge penalty of the companions, in sessions. */
  companionPenalty: boundedNumber(0.001, 1_000_000_000).default(100),
  /**
   * Parts that the shoppers are divided in while the encoder learns: it sees each beside companions that are learned from
   * the others, as it will be beside those of shoppers who are not in the log. 1 for companions that have seen all.
   */
  companionFolds: wholeNumber(1, 100).default(4),
  /** How much of an ordered session speaks for what follows what among its items; the rest for what stands together. */
  companionOrderShare: boundedNumber(0, 1).default(0.5),
  /**
   * What encoder, companions and repeats are weighed by on validation, once the encoder is there: the NDCG@20 of its lists
   * (by likelihood where it holds fewer than 400 cases), or the likelihood of what shoppers did.
   */
  weighing: z.enum(['ndcg', 'likelihood']).default('ndcg'),
});

export type TrainingOptions = z.infer<typeof trainingOptions>;

/** The options that decide what an encoder learns; the others come into play once it has. */
export function learningOptions({ weighing, ...learning }: TrainingOptions): Omit<TrainingOptions, 'weighing'> {
  return learning;
}
