import { type EvaluationCase, rankCandidatesOnly } from '../protocols/evaluation-case.js';
import { createFigures, type Figures, type FiguresOfMethod, type FiguresOptions } from './figures.js';
import type { MethodScorer } from './method-scorer.js';

/** What a method came to on some cases, plain JSON. */
export interface Measured {
  readonly method: string;
  readonly options?: MethodScorer['options'];
  readonly means: Figures;
  /** Measures, [nMeasures]. */
  readonly names: readonly string[];
  /** By shopper: sums over their cases and numbers of cases, [nMeasures] each. */
  readonly rows: readonly (readonly [shopperId: string, sums: readonly number[], counts: readonly number[]])[];
}

/** Lets methods that are scored in one run answer all cases. */
export function measureMethods(
  scorer: MethodScorer,
  cases: readonly EvaluationCase[],
  options: FiguresOptions,
): Measured[] {
  const figures = scorer.methods.map(() => createFigures(options));
  let nScored = 0;
  for (const scores of scorer.score(cases)) {
    const question = cases[nScored++];
    figures.forEach((each, i) => {
      each.add(question, rankCandidatesOnly(scores[i], question));
    });
  }
  return scorer.methods.map((method, i) => {
    const { names, rows } = figures[i].byShopper();
    return {
      method,
      ...(scorer.options ? { options: scorer.options } : {}),
      means: figures[i].means(),
      names,
      rows: Array.from(rows, ([id, { sums, counts }]) => [id, Array.from(sums), Array.from(counts)]),
    };
  });
}

/** What was measured, as the figures that it was made of. */
export function figuresOf({ means, names, rows }: Measured): Pick<FiguresOfMethod, 'means' | 'byShopper'> {
  const byShopper = rows.map(
    ([id, sums, counts]) => [id, { sums: Float64Array.from(sums), counts: Float64Array.from(counts) }] as const,
  );
  return { means: () => means, byShopper: () => ({ names, rows: new Map(byShopper) }) };
}
