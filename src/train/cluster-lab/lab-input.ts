import type { Model } from '../../encoder/artifact/model.js';
import type { Dataset } from '../dataset/dataset.js';
import type { MissingChoice } from './spaces/missing-values.js';

export interface LabInput {
  /** The model that is judged, then those of other seeds that its stability is measured against. */
  readonly models: readonly [Model, ...Model[]];
  readonly dataset: Dataset;
  /** What usefulness is measured on; the cut-off is its begin. */
  readonly period: 'validation' | 'test';
  readonly missing: MissingChoice;
  readonly seed: number;
  /** Told what takes its time. */
  readonly onProgress?: (message: string) => void;
}
