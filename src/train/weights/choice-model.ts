import { solveRidge } from '../numerics/solve-ridge.js';

/** One choice: what was to be had, and what was taken. */
export interface ChoiceSet {
  /** Each feature of every candidate: arrays of [nCandidates]; one at least. */
  readonly features: readonly Float32Array[];
  /** More features, which are 0 for most candidates. */
  readonly sparse?: SparseFeatures;
  /** A part of the score that is given, [nCandidates]; 0 by default. */
  readonly offset?: Float32Array;
  /** Candidates that were taken, equally right. */
  readonly targets: readonly number[];
}

/** Features of some candidates; those of the others are 0. */
export interface SparseFeatures {
  /** Candidates, each once. */
  readonly items: Int32Array;
  /** Row-major, [items.length, width] */
  readonly values: Float32Array;
  readonly width: number;
}

const maxIter = 12;

/** Keeps a weight that the choices say nothing about where it starts. */
const ridge = 1e-3;

/**
 * Fits the weights of a multinomial logit, P(candidate) ~ exp(offset + weights · features), by Newton's method; every
 * choice counts the same.
 *
 * @param start weights to start from, of the sparse features last; those beyond the number of features are ignored
 * @returns [nFeatures]
 */
export function fitChoiceWeights(choices: readonly ChoiceSet[], start: readonly number[]): number[] {
  const [first] = choices;
  const nFeatures = first ? first.features.length + (first.sparse?.width ?? 0) : 0;
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
  choice: ChoiceSet,
  weights: readonly number[],
  slope: Float64Array,
  curvature: Float64Array,
): number {
  const { features, sparse = noFeatures, targets } = choice;
  const n = weights.length;
  const probabilities = choiceProbabilities(choice, weights);
  const means = new Float64Array(n);
  /** Expected products of two features, at and below the diagonal. */
  const products = new Float64Array(n * n);
  features.forEach((feature, f) => {
    for (let i = 0; i < feature.length; i++) means[f] += feature[i] * probabilities[i];
    for (let g = 0; g <= f; g++) {
      let product = 0;
      for (let i = 0; i < probabilities.length; i++) product += probabilities[i] * feature[i] * features[g][i];
      products[f * n + g] = product;
    }
  });
  const from = features.length;
  const { items, values, width } = sparse;
  const valuesAt = (entry: number) => values.subarray(entry * width, (entry + 1) * width);
  for (let entry = 0; entry < items.length; entry++) {
    const item = items[entry];
    valuesAt(entry).forEach((value, s) => {
      const share = probabilities[item] * value;
      const row = (from + s) * n;
      means[from + s] += share;
      for (let g = 0; g < from; g++) products[row + g] += share * features[g][item];
      for (let t = 0; t <= s; t++) products[row + from + t] += share * values[entry * width + t];
    });
  }
  for (let f = 0; f < n; f++) {
    slope[f] -= means[f];
    for (let g = 0; g <= f; g++) {
      const covariance = products[f * n + g] - means[f] * means[g];
      curvature[f * n + g] += covariance;
      if (g !== f) curvature[g * n + f] += covariance;
    }
  }
  for (const target of targets) {
    for (let f = 0; f < from; f++) slope[f] += features[f][target] / targets.length;
    const entry = items.indexOf(target);
    if (entry < 0) continue;
    valuesAt(entry).forEach((value, s) => {
      slope[from + s] += value / targets.length;
    });
  }
  return targets.reduce((sum, target) => sum + Math.log(probabilities[target] + 1e-300) / targets.length, 0);
}

const noFeatures: SparseFeatures = { items: new Int32Array(0), values: new Float32Array(0), width: 0 };

function choiceProbabilities(
  { features, sparse = noFeatures, offset }: ChoiceSet,
  weights: readonly number[],
): Float64Array {
  // Plain loops: there are as many candidates as a catalogue has items, for every choice in every round.
  const scores = new Float64Array(features[0].length);
  if (offset) scores.set(offset);
  features.forEach((feature, f) => {
    const weight = weights[f];
    for (let i = 0; i < scores.length; i++) scores[i] += weight * feature[i];
  });
  sparse.items.forEach((item, entry) => {
    for (let s = 0; s < sparse.width; s++) {
      scores[item] += weights[features.length + s] * sparse.values[entry * sparse.width + s];
    }
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
