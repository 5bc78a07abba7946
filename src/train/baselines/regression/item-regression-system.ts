import type { SparseRow } from '../../numerics/sparse-rows.js';

/** The normal equations of a ridge regression of every item on all others. */
export interface ItemRegressionSystem {
  readonly nItems: number;
  /** How much inputs meet inputs; symmetric. */
  readonly gram: (item: number) => SparseRow;
  /** How much an input meets each target. */
  readonly shared: (item: number) => SparseRow;
  readonly penalty: number;
  readonly maxSelf: number;
}
