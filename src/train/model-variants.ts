import type { Model } from '../encoder/artifact.js';
import type { RankingWeights } from '../encoder/manifest.js';
import { positionScore } from '../ranking/rerank.js';
import { scoreItems, totalScores } from '../ranking/score.js';
import type { MethodScorer } from './method-scorer.js';
import { runModel, type ScoredCase } from './model-scorer.js';
import type { EvaluationCase } from './protocols/evaluation-case.js';

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
  return {
    methods: variants.map(({ method }) => method),
    *score(cases) {
      let nScored = 0;
      for (const scored of runModel(model, cases)) {
        const question = cases[nScored++];
        yield variants.map(({ weights }) => scoreVariant(model, scored, weights, question));
      }
    },
  };
}

function scoreVariant(
  model: Model,
  scored: ScoredCase,
  weights: RankingWeights,
  { page = [] }: EvaluationCase,
): Float32Array {
  const scores = totalScores(scoreItems({ ...scored, affinities: model.clusters.affinities, weights }));
  page.forEach((item, place) => {
    scores[item] += positionScore(place, weights.position);
  });
  return scores;
}
