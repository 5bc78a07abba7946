import type { RowFeatures } from './row-features.js';

/** The positions of a batch that training predicts from, one row each. */
export interface PredictedRows {
  /** Where each row stands in the flattened batch [batchSize * length], [rows] */
  readonly positions: Int32Array;
  /** How much each row counts, [rows] */
  readonly weights: Float32Array;
  /** Row r's targets are `targets[targetStarts[r]]` up to `targets[targetStarts[r + 1]]`, [rows + 1] */
  readonly targetStarts: Int32Array;
  readonly targets: Int32Array;
  /** What is known about items beside the encoder. */
  readonly features: RowFeatures;
}
