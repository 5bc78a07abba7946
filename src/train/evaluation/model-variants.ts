import type { RankingWeights } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import { positionScore } from '../../ranking/rerank.js';
import type { ScoreInput } from '../../ranking/score.js';
import type { MethodScorer } from '../metrics/method-scorer.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { runModel } from '../tensorflow/model-scorer.js';

/** The model with some of its parts switched off. */
export interface ModelVariant {
  readonly method: string;
  /** How the parts are weighed. */
  readonly weights: RankingWeights;
}

/** The whole model, and what it is without its clusters. */
export function catalogueVariants({ ranking }: Pick<Model, 'ranking'>): ModelVariant[] {
  return [
    { method: 'vitrine', weights: ranking },
    { method: 'vitrine without clusters', weights: { ...ranking, cluster: 0 } },
  ];
}

/** The whole model, and each of its parts alone, for pages. */
export function pageVariants({ ranking }: Pick<Model, 'ranking'>): ModelVariant[] {
  const nothing = { sequence: 0, cluster: 0, repeat: 0, position: 0 };
  return [
    { method: 'vitrine', weights: ranking },
    { method: 'vitrine, sequence only', weights: { ...nothing, sequence: 1 } },
    { method: 'vitrine, cluster only', weights: { ...nothing, cluster: 1 } },
    { method: 'default order', weights: nothing },
  ];
}

/** Scores variants of a model in one run over the cases, on the active TensorFlow.js backend. */
export function modelScorer(model: Model, variants: readonly ModelVariant[]): MethodScorer {
  const scores = variants.map(() => new Float32Array(model.vocabulary.size));
  return {
    methods: variants.map(({ method }) => method),
    *score(cases) {
      let nScored = 0;
      for (const scored of runModel(model, cases)) {
        const question = cases[nScored++];
        variants.forEach(({ weights }, i) => {
          scoreVariant(scores[i], { ...scored, affinities: model.clusters.affinities, weights }, question);
        });
        yield scores;
      }
    },
  };
}

/** What `scoreItems` and `totalScores` come to, in an array that is there: catalogues are large, and cases many. */
function scoreVariant(
  scores: Float32Array,
  { logits, repeats, clusterProbabilities, affinities, weights }: ScoreInput,
  { page = [] }: EvaluationCase,
): void {
  for (let i = 0; i < scores.length; i++) scores[i] = weights.sequence * logits[i];
  clusterProbabilities.forEach((probability, k) => {
    const weight = weights.cluster * probability;
    if (weight === 0) return;
    for (let i = 0, at = k * scores.length; i < scores.length; i++, at++) scores[i] += weight * affinities[at];
  });
  for (const [item, score] of repeats) scores[item] += weights.repeat * score;
  page.forEach((item, place) => {
    scores[item] += positionScore(place, weights.position);
  });
}
