import { coverage, hitRate, mrr, ndcg, ranksOfTargets, recall, topItems } from '../ranking/metrics.js';
import type { EvaluationCase } from './protocols/evaluation-case.js';

/** Measures by name, such as `ndcg@10`. */
export type Figures = Readonly<Record<string, number>>;

/**
 * Gathers the figures of one method, case by case.
 *
 * Beside the measures of all targets, `recall@k, repeats` and `recall@k, new` are those of the targets that the
 * shopper had met before, and had not, over the cases that have such targets.
 *
 * @param ks lengths of the list
 */
export function createFigures(
  ks: readonly number[],
  nItems: number,
): { add(question: EvaluationCase, scores: Float32Array): void; means(): Figures } {
  const sums = new Map<string, { sum: number; n: number }>();
  const lists = new Map(ks.map((k) => [k, [] as number[][]]));
  const count = (name: string, value: number) => {
    const { sum, n } = sums.get(name) ?? { sum: 0, n: 0 };
    sums.set(name, { sum: sum + value, n: n + 1 });
  };
  return {
    add({ steps, targets }, scores) {
      const ranks = ranksOfTargets(scores, targets);
      const met = new Set(steps.map(({ item }) => item));
      const repeats = ranks.filter((_, i) => met.has(targets[i]));
      const news = ranks.filter((_, i) => !met.has(targets[i]));
      const shown = topItems(scores, Math.max(...ks));
      for (const k of ks) {
        count(`hitRate@${k}`, hitRate(ranks, k));
        count(`recall@${k}`, recall(ranks, k));
        count(`mrr@${k}`, mrr(ranks, k));
        count(`ndcg@${k}`, ndcg(ranks, k));
        if (repeats.length > 0) count(`recall@${k}, repeats`, recall(repeats, k));
        if (news.length > 0) count(`recall@${k}, new`, recall(news, k));
        lists.get(k)?.push(shown.slice(0, k));
      }
    },
    means() {
      const means = Object.fromEntries([...sums].map(([name, { sum, n }]) => [name, sum / n]));
      for (const [k, shown] of lists) means[`coverage@${k}`] = coverage(shown, nItems);
      return means;
    },
  };
}
