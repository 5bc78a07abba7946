import { clusterProbabilities } from '../../clusters/placing/assign.js';
import type { Model } from '../../encoder/artifact/model.js';
import { scoreItems, totalScores } from '../../ranking/score.js';
import { meanNdcg } from '../metrics/mean-ndcg.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import type { ScoredCase } from '../tensorflow/model-scorer.js';
import { fitChoiceWeights } from '../weights/choice-model.js';

/** Cases that a clustering is judged on, spread over those given. */
const maxCases = 400;

/**
 * Prepares to measure what clusters add to a ranking: the gain in mean NDCG@20 when the cluster affinity joins the
 * other parts of the score, its weight fitted on every other case and the gain taken on the rest.
 *
 * @param model its clusters are ignored
 * @param cases from validation
 */
export async function clusterUsefulness(
  model: Model,
  cases: readonly EvaluationCase[],
): Promise<(clusters: Model['clusters']) => number> {
  await loadTensorflow();
  const { runModel } = await import('../tensorflow/model-scorer.js');
  const stride = Math.ceil(cases.length / maxCases);
  const sample = cases.filter(({ targets }, i) => i % stride === 0 && targets.some((target) => target >= 0));
  const scored = [...runModel({ ...model, clusters: noClusters }, sample)];
  const isFitted = (_: unknown, i: number) => i % 2 === 0;
  const isJudged = (_: unknown, i: number) => i % 2 === 1;
  return (clusters) => {
    const affinityWeights = { sequence: 0, cluster: 1, repeat: 0, position: 0 };
    const partsOf = (one: ScoredCase) => {
      const probabilities = clusterProbabilities(
        one.standing,
        clusters.centroids,
        model.encoder.embeddingSize,
        clusters.temperature,
      );
      const input = { ...one, clusterProbabilities: probabilities, affinities: clusters.affinities };
      const plain = totalScores(scoreItems({ ...input, weights: { ...model.ranking, cluster: 0 } }));
      return { plain, affinity: scoreItems({ ...input, weights: affinityWeights }).cluster };
    };
    const parts = scored.map(partsOf);
    const choices = parts.map(({ plain, affinity }, i) => ({
      features: [affinity],
      offset: plain,
      targets: sample[i].targets.filter((target) => target >= 0),
    }));
    const [weight] = fitChoiceWeights(choices.filter(isFitted), [0]);
    const judged = parts.filter(isJudged);
    const questions = sample.filter(isJudged);
    const plain = judged.map((part) => part.plain);
    const blended = judged.map((part) => part.plain.map((score, i) => score + weight * part.affinity[i]));
    return meanNdcg(questions, blended, 20) - meanNdcg(questions, plain, 20);
  };
}

const noClusters: Model['clusters'] = {
  summaries: [],
  centroids: new Float32Array(0),
  affinities: new Float32Array(0),
  temperature: 1,
};
