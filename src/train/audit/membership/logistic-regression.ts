import { solveRidge } from '../../numerics/solve-ridge.js';

/** Rows of features with their answers. */
export interface LabelledRows {
  /** [n][nFeatures], finite */
  readonly rows: readonly (readonly number[])[];
  /** 1 or 0, [n] */
  readonly answers: ArrayLike<number>;
}

/** Newton steps: from zero weights a handful is enough. */
const nSteps = 15;

/**
 * Fits a logistic regression by Newton's method and returns a function that gives the log-odds of a row.
 *
 * Features are brought to mean 0 and variance 1 first; a small penalty keeps the weights finite where the answers can be
 * told apart without an error.
 *
 * @param penalty on each squared weight but the constant, in rows
 * @see Hastie, Tibshirani and Friedman 2009, "The Elements of Statistical Learning", section 4.4
 */
export function fitLogistic({ rows, answers }: LabelledRows, penalty = 1): (row: readonly number[]) => number {
  const { scale, size } = standardise(rows);
  const scaled = rows.map(scale);
  const weights = new Float64Array(size);
  const logOdds = (row: readonly number[]) => row.reduce((sum, value, f) => sum + weights[f] * value, 0);
  for (let step = 0; step < nSteps; step++) {
    const gradient = Float64Array.from(weights, (weight, f) => (f === 0 ? 0 : -penalty * weight));
    const hessian = new Float64Array(size * size);
    for (let f = 0; f < size; f++) hessian[f * size + f] = f === 0 ? 1e-9 : penalty;
    scaled.forEach((row, i) => {
      const chance = 1 / (1 + Math.exp(-logOdds(row)));
      const spread = chance * (1 - chance);
      for (let f = 0; f < size; f++) {
        gradient[f] += (answers[i] - chance) * row[f];
        for (let g = 0; g <= f; g++) hessian[f * size + g] += spread * row[f] * row[g];
      }
    });
    solveRidge(hessian, gradient).forEach((change, f) => {
      weights[f] += change;
    });
  }
  return (row) => logOdds(scale(row));
}

/** Returns what brings a row to mean 0 and variance 1, with a constant 1 in front. */
function standardise(rows: LabelledRows['rows']): { scale: (row: readonly number[]) => number[]; size: number } {
  const nFeatures = rows[0]?.length ?? 0;
  const features = Array.from({ length: nFeatures }, (_, f) => {
    const mean = rows.reduce((sum, row) => sum + row[f], 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + (row[f] - mean) ** 2, 0) / rows.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
  return {
    scale: (row) => [1, ...features.map(({ mean, deviation }, f) => (row[f] - mean) / deviation)],
    size: nFeatures + 1,
  };
}
