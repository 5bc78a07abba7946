import { ndcg, ranksOfTargets } from '../../ranking/metrics.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';

/**
 * The mean NDCG@k of scores over their cases.
 *
 * @param scores one array a case, in the order of the cases
 */
export function meanNdcg(cases: readonly EvaluationCase[], scores: Iterable<ArrayLike<number>>, k: number): number {
  let sum = 0;
  let i = 0;
  for (const score of scores) sum += ndcg(ranksOfTargets(score, cases[i++].targets), k);
  return sum / cases.length;
}
