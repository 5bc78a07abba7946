import type { Manifest } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import { createFigures } from '../metrics/figures.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';

const measures = ['hitRate@20', 'ndcg@20'] as const;

/**
 * What rounding a model to its artifact costs, on the same cases.
 *
 * @param exact the model as it was trained
 * @param rounded the same model, read back from its artifact
 * @param cases of validation, which neither has learned from
 * @returns metrics by name: `quantisation/ndcg@20/float`, `quantisation/ndcg@20/artifact` and
 * `quantisation/ndcg@20/loss`, the share of the first that is lost (below 0 where rounding helps by chance), and the
 * same of `hitRate@20`
 */
export async function measureQuantisation(
  exact: Model,
  rounded: Model,
  cases: readonly EvaluationCase[],
): Promise<Manifest['metrics']> {
  await loadTensorflow();
  const { scoreWithModel } = await import('../tensorflow/model-scorer.js');
  const measure = (model: Model) => {
    const figures = createFigures({ ks: [20], nItems: model.vocabulary.size });
    let nScored = 0;
    for (const scores of scoreWithModel(model, cases)) figures.add(cases[nScored++], scores);
    return figures.means();
  };
  const [float, artifact] = [measure(exact), measure(rounded)];
  return Object.fromEntries(
    measures.flatMap((name) => [
      [`quantisation/${name}/float`, float[name]],
      [`quantisation/${name}/artifact`, artifact[name]],
      [`quantisation/${name}/loss`, float[name] > 0 ? 1 - artifact[name] / float[name] : 0],
    ]),
  );
}

/**
 * The cost in words, from a model's metrics.
 *
 * @returns undefined for a model that was not measured
 * @example describeQuantisation({ 'quantisation/ndcg@20/float': 0.2, 'quantisation/ndcg@20/loss': 0.01 })
 * // 'quantising cost 1.00 % of validation NDCG@20 (0.2000 before)'
 */
export function describeQuantisation(metrics: Manifest['metrics']): string | undefined {
  const loss = metrics['quantisation/ndcg@20/loss'];
  if (loss === undefined) return undefined;
  const before = metrics['quantisation/ndcg@20/float'].toFixed(4);
  return `quantising cost ${(100 * loss).toFixed(2)} % of validation NDCG@20 (${before} before)`;
}
