import { solveRidge } from './solve-ridge.js';

/** One choice: what was to be had, and what was taken. */
export interface ChoiceSet {
  /** Each feature of every candidate: nFeatures arrays of [nCandidates]. */
  readonly features: readonly Float32Array[];
  /** A part of the score that is given, [nCandidates]; 0 by default. */
  readonly offset?: Float32Array;
  /** Candidates that were taken, equally right. */
  readonly targets: readonly number[];
}

const maxIter = 12;

/** Keeps a weight that the choices say nothing about where it starts. */
const ridge = 1e-3;

/**
 * Fits the weights of a multinomial logit, P(candidate) ~ exp(offset + weights · features), by Newton's method; every
 * choice counts the same.
 *
 * @param start weights to start from; those beyond the number of features are ignored
 * @returns [nFeatures]
 */
export function fitChoiceWeights(choices: readonly ChoiceSet[], start: readonly number[]): number[] {
  const nFeatures = choices[0]?.features.length ?? 0;
  const weights = start.slice(0, nFeatures);
  for (let iteration = 0; iteration < maxIter; iteration++) {
    const slope = new Float64Array(nFeatures);
    const curvature = new Float64Array(nFeatures * nFeatures);
    for (const choice of choices) addSlopes(choice, weights, slope, curvature);
    for (let f = 0; f < nFeatures; f++) {
      slope[f] = slope[f] / choices.length - ridge * (weights[f] - start[f]);
      for (let g = 0; g < nFeatures; g++) curvature[f * nFeatures + g] /= choices.length;
      curvature[f * nFeatures + f] += ridge;
    }
    const step = solveRidge(curvature, slope);
    step.forEach((change, f) => {
      weights[f] += change;
    });
    if (step.every((change) => Math.abs(change) < 1e-4)) break;
  }
  return weights;
}

/** Adds a choice's share to the gradient of the log-likelihood, and to its negative Hessian. */
function addSlopes(
  { features, offset, targets }: ChoiceSet,
  weights: readonly number[],
  slope: Float64Array,
  curvature: Float64Array,
): void {
  const n = features.length;
  const probabilities = choiceProbabilities(features, offset, weights);
  const means = features.map((feature) => feature.reduce((sum, value, i) => sum + value * probabilities[i], 0));
  for (let f = 0; f < n; f++) {
    for (const target of targets) slope[f] += (features[f][target] - means[f]) / targets.length;
    for (let g = 0; g <= f; g++) {
      let product = 0;
      for (let i = 0; i < probabilities.length; i++) product += probabilities[i] * features[f][i] * features[g][i];
      const covariance = product - means[f] * means[g];
      curvature[f * n + g] += covariance;
      if (g !== f) curvature[g * n + f] += covariance;
    }
  }
}

function choiceProbabilities(
  features: readonly Float32Array[],
  offset: Float32Array | undefined,
  weights: readonly number[],
): Float64Array {
  const scores = Float64Array.from(features[0], (_, i) =>
    features.reduce((sum, feature, f) => sum + weights[f] * feature[i], offset?.[i] ?? 0),
  );
  const highest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp(scores[i] - highest);
    total += scores[i];
  }
  return scores.map((value) => value / total);
}
