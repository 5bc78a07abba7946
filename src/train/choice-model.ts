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
  const prior = start.slice(0, nFeatures);
  let weights = prior;
  let fit = evaluate(choices, weights, prior);
  for (let iteration = 0; iteration < maxIter; iteration++) {
    const step = solveRidge(fit.curvature, fit.slope);
    if (step.every((change) => Math.abs(change) < 1e-4)) break;
    // Newton's step can go too far where the choices are nearly certain: halve it until it is a gain.
    let share = 1;
    let next = fit;
    let moved = weights;
    do {
      moved = weights.map((weight, f) => weight + share * step[f]);
      next = evaluate(choices, moved, prior);
      share /= 2;
    } while (!(next.objective >= fit.objective) && share > 1e-3);
    if (!(next.objective >= fit.objective)) break;
    weights = moved;
    fit = next;
  }
  return [...weights];
}

interface Fit {
  /** The mean log-likelihood of a choice, less what the weights' way from where they started costs. */
  readonly objective: number;
  /** Its gradient, [nFeatures], and negative Hessian, [nFeatures, nFeatures]. */
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

function evaluate(choices: readonly ChoiceSet[], weights: readonly number[], prior: readonly number[]): Fit {
  const nFeatures = weights.length;
  const slope = new Float64Array(nFeatures);
  const curvature = new Float64Array(nFeatures * nFeatures);
  let objective = 0;
  for (const choice of choices) objective += addSlopes(choice, weights, slope, curvature) / choices.length;
  for (let f = 0; f < nFeatures; f++) {
    const way = weights[f] - prior[f];
    objective -= (ridge / 2) * way * way;
    slope[f] = slope[f] / choices.length - ridge * way;
    for (let g = 0; g < nFeatures; g++) curvature[f * nFeatures + g] /= choices.length;
    curvature[f * nFeatures + f] += ridge;
  }
  return { objective, slope, curvature };
}

/** Adds a choice's share to the gradient of the log-likelihood and to its negative Hessian, and returns its own. */
function addSlopes(
  { features, offset, targets }: ChoiceSet,
  weights: readonly number[],
  slope: Float64Array,
  curvature: Float64Array,
): number {
  const n = features.length;
  const probabilities = choiceProbabilities(features, offset, weights);
  const means = features.map((feature) => {
    let sum = 0;
    for (let i = 0; i < feature.length; i++) sum += feature[i] * probabilities[i];
    return sum;
  });
  for (let f = 0; f < n; f++) {
    for (const target of targets) slope[f] += (features[f][target] - means[f]) / targets.length;
    for (let g = 0; g <= f; g++) {
      const [one, other] = [features[f], features[g]];
      let product = 0;
      for (let i = 0; i < probabilities.length; i++) product += probabilities[i] * one[i] * other[i];
      const covariance = product - means[f] * means[g];
      curvature[f * n + g] += covariance;
      if (g !== f) curvature[g * n + f] += covariance;
    }
  }
  return targets.reduce((sum, target) => sum + Math.log(probabilities[target] + 1e-300) / targets.length, 0);
}

function choiceProbabilities(
  features: readonly Float32Array[],
  offset: Float32Array | undefined,
  weights: readonly number[],
): Float64Array {
  // Plain loops: there are as many candidates as a catalogue has items, for every choice in every round.
  const scores = new Float64Array(features[0].length);
  if (offset) scores.set(offset);
  features.forEach((feature, f) => {
    const weight = weights[f];
    for (let i = 0; i < scores.length; i++) scores[i] += weight * feature[i];
  });
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) if (scores[i] > highest) highest = scores[i];
  let total = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp(scores[i] - highest);
    total += scores[i];
  }
  for (let i = 0; i < scores.length; i++) scores[i] /= total;
  return scores;
}
