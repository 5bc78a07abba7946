import type { TrainConfig } from '../config/config.js';
import type { Dataset } from '../dataset/dataset.js';
import { type TrainEncoderOptions, trainEncoder } from '../encoder-training/train-encoder.js';
import { requireValidationCases } from '../protocols/validation-cases.js';
import { formatTable } from '../terminal/table.js';
import { type Fold, rollingOrigin } from './rolling-origin.js';

/** What one fold came to. */
export interface FoldResult extends Pick<Fold, 'fold' | 'nTraining' | 'nValidation'> {
  /** The mean validation NDCG@20 of the best epoch. */
  readonly ndcg: number;
  readonly epochs: number;
}

/** A figure over folds. */
export interface FoldedValidation {
  readonly folds: readonly FoldResult[];
  readonly mean: number;
  /** The standard deviation over folds. */
  readonly spread: number;
}

/**
 * Trains on each fold of a rolling origin, and tells how well it predicts what came next: how far the validation metric
 * can be trusted.
 *
 * @throws VitrineError as `rollingOrigin`, `requireValidationCases` and `trainEncoder`
 */
export async function validateFolds(
  dataset: Dataset,
  nFolds: number,
  { encoder, training, seed }: Pick<TrainConfig, 'encoder' | 'training' | 'seed'>,
  onProgress?: TrainEncoderOptions['onProgress'],
): Promise<FoldedValidation> {
  const origins = rollingOrigin(dataset, nFolds);
  for (const { dataset: seen, fold } of origins) requireValidationCases(seen, seed, `fold ${fold} of the validation`);
  const folds: FoldResult[] = [];
  for (const { dataset: seen, ...fold } of origins) {
    const { validation, epochs } = await trainEncoder(seen, { encoder, training, seed, onProgress });
    folds.push({ ...fold, ndcg: validation[epochs - 1], epochs });
  }
  const mean = folds.reduce((sum, { ndcg }) => sum + ndcg, 0) / nFolds;
  const variance = folds.reduce((sum, { ndcg }) => sum + (ndcg - mean) ** 2, 0) / (nFolds - 1);
  return { folds, mean, spread: Math.sqrt(variance) };
}

/** The folds as a table, with their mean and spread. */
export function describeFolds({ folds, mean, spread }: FoldedValidation): string {
  const rows = folds.map(({ fold, nTraining, nValidation, ndcg, epochs }) => ({
    fold,
    'sessions before': nTraining,
    'sessions predicted in': nValidation,
    'best epoch': epochs,
    'validation ndcg@20': ndcg,
  }));
  return `${formatTable(rows)}\nvalidation ndcg@20 over ${folds.length} folds: ${mean.toFixed(4)} ± ${spread.toFixed(4)}\n`;
}
