import { coverage, intraListDiversity, novelty, topItems } from '../../ranking/list-metrics.js';
import { averagePrecision, hitRate, mrr, ndcg, precision, ranksOfTargets, recall } from '../../ranking/metrics.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import type { ShopperSums } from './bootstrap.js';
import { type TitleVectors, titleCosine } from './title-vectors.js';

/** Measures by name, such as `ndcg@10`. */
export type Figures = Readonly<Record<string, number>>;

export interface FiguresOptions {
  /** Lengths of the list. */
  readonly ks: readonly number[];
  readonly nItems: number;
  /** `selfInformation` of every item; novelty is left out without it. */
  readonly informations?: Float64Array;
  /** Diversity is left out without them. */
  readonly vectors?: TitleVectors;
}

/** Gathers the figures of one method. */
export interface FiguresOfMethod {
  /** Adds a case; the scores are read at once, and not kept. */
  add(question: EvaluationCase, scores: Float32Array): void;
  /** The means over cases, and coverage. */
  means(): Figures;
  /** What the means are made of, by shopper. */
  byShopper(): ShopperSums;
}

/**
 * Starts the figures of one method.
 *
 * Beside the measures of all targets, `recall@k, repeats` and `recall@k, new` are those of the targets that the
 * shopper had met before, and had not, over the cases that have such targets.
 */
export function createFigures({ ks, nItems, informations, vectors }: FiguresOptions): FiguresOfMethod {
  const measures = ['hitRate', 'recall', 'precision', 'mrr', 'ndcg', 'map', 'novelty', 'diversity'];
  const names = ks.flatMap((k) => [
    ...measures.map((measure) => `${measure}@${k}`),
    `recall@${k}, repeats`,
    `recall@${k}, new`,
  ]);
  const nNames = names.length;
  const rows = new Map<string, { sums: Float64Array; counts: Float64Array }>();
  const shown = ks.map(() => new Uint8Array(nItems));
  return {
    add(question, scores) {
      const { shopperId, steps, targets } = question;
      const row = rows.get(shopperId) ?? { sums: new Float64Array(nNames), counts: new Float64Array(nNames) };
      rows.set(shopperId, row);
      let at = 0;
      const count = (value: number | undefined) => {
        if (value !== undefined) {
          row.sums[at] += value;
          row.counts[at]++;
        }
        at++;
      };
      const ranks = ranksOfTargets(scores, targets);
      const met = new Set(steps.map(({ item }) => item));
      const repeats = ranks.filter((_, i) => met.has(targets[i]));
      const news = ranks.filter((_, i) => !met.has(targets[i]));
      const list = topItems(scores, Math.max(...ks));
      const diversities = vectors && intraListDiversity(list, ks, (a, b) => titleCosine(vectors, a, b));
      ks.forEach((k, i) => {
        const first = list.slice(0, k);
        for (const item of first) shown[i][item] = 1;
        for (const measure of [hitRate, recall, precision, mrr, ndcg, averagePrecision]) count(measure(ranks, k));
        count(informations && novelty(informations, first));
        count(diversities?.[i]);
        count(repeats.length > 0 ? recall(repeats, k) : undefined);
        count(news.length > 0 ? recall(news, k) : undefined);
      });
    },
    means() {
      const means: Record<string, number> = {};
      names.forEach((name, m) => {
        let sum = 0;
        let n = 0;
        for (const { sums, counts } of rows.values()) {
          sum += sums[m];
          n += counts[m];
        }
        if (n > 0) means[name] = sum / n;
      });
      ks.forEach((k, i) => {
        means[`coverage@${k}`] = coverage([Array.from(shown[i].keys()).filter((item) => shown[i][item])], nItems);
      });
      return means;
    },
    byShopper: () => ({ names, rows }),
  };
}
