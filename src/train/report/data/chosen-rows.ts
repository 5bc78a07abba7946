import { ownName } from '../../cluster-lab/compare-clusterings.js';
import type { Recommendation } from '../../cluster-lab/judging/recommend.js';
import { isBetter, nameOf } from '../../cluster-lab/judging/recommend.js';
import type { ScoredClustering } from '../../cluster-lab/judging/score.js';

/** A clustering that figures show, with its name. */
export interface ChosenRow {
  readonly name: string;
  readonly clustering: ScoredClustering;
}

/** Clusterings that a figure shows, at most. */
const maxRows = 5;

/** The model's own clusters, the recommended ones, then the others with the highest scores: as many as a figure can hold. */
export function chooseRows(scored: readonly ScoredClustering[], { recommended }: Recommendation): ChosenRow[] {
  const own = scored.filter(({ algorithm }) => algorithm === ownName);
  const first = recommended === undefined ? own : [...own, scored[recommended]];
  const others = [...scored].sort((a, b) => (isBetter(a, b) ? -1 : 1));
  return [...new Set([...first, ...others])].slice(0, maxRows).map((clustering) => ({
    name: nameOf(clustering),
    clustering,
  }));
}
