import { z } from 'zod';

export type { EncoderOptions } from './encoder-options.js';

/** `training` in vitrine.config.json: how the encoder learns. */
export const trainingOptions = z.strictObject({
  /** Passes over the log at most; fewer when validation stops getting better. */
  epochs: z.int().positive().default(8),
  /** Epochs without a better validation NDCG after which training stops. */
  patience: z.int().positive().default(3),
  /** Passes over training and validation together, from the best epoch on. */
  refitEpochs: z.int().nonnegative().default(1),
  learningRate: z.number().positive().default(2e-3),
  weightDecay: z.number().nonnegative().default(0),
  /** About how many tokens make a step. */
  batchTokens: z.int().positive().default(1024),
  /** Positions of a window that are predicted from in one epoch, at most. */
  predictionsPerWindow: z.int().positive().default(40),
  /** How many times a session's start counts as a position to predict from: there are few, and they greet who returns. */
  sessionStartWeight: z.number().positive().default(3),
  /** Days after which a session counts half. */
  halfLifeDays: z.number().positive().default(90),
  /** Companions kept of each item. */
  companionsPerItem: z.int().positive().default(16),
  /** Ridge penalty of the companions, in sessions. */
  companionPenalty: z.number().positive().default(100),
});

export type TrainingOptions = z.infer<typeof trainingOptions>;
