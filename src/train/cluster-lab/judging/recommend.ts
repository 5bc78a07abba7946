import type { ScoredClustering } from './score.js';
import { lesserGain } from './score.js';
import type { Usefulness } from './usefulness.js';

/** What comes of a comparison; plain JSON. */
export interface Recommendation {
  /** The place of the recommended clustering among those scored; absent where none is. */
  readonly recommended?: number;
  /** For people. */
  readonly text: string;
}

/**
 * Recommends the clustering with the highest score among those that are stable or useful and whose clusters can all be
 * described; a tie goes to fewer clusters. Clusters that are neither stable nor useful are never recommended.
 */
export function recommendClustering(scored: readonly ScoredClustering[]): Recommendation {
  const isEligible = ({ isStable, isUseful, isDescribable }: ScoredClustering) =>
    (isStable || isUseful) && isDescribable;
  const places = [...scored.keys()].filter((place) => isEligible(scored[place]));
  if (places.length === 0) return { text: `no clustering is recommended: ${whyNone(scored)}` };
  const recommended = places.reduce((best, place) => (isBetter(scored[place], scored[best]) ? place : best));
  const chosen = scored[recommended];
  const qualities = [
    chosen.isStable ? 'stable' : 'not stable',
    chosen.isUseful ? 'useful' : 'of no use for ranking that can be told from chance',
  ].join(chosen.isStable === chosen.isUseful ? ' and ' : ', but ');
  return {
    recommended,
    text: `recommended: ${nameOf(chosen)}, ${qualities} (${describeStability(chosen)}; ${describeGain(chosen)})`,
  };
}

/** Whether a clustering scores higher than another, or the same with fewer clusters. */
export function isBetter(one: ScoredClustering, other: ScoredClustering): boolean {
  return one.score === other.score ? one.nClusters < other.nClusters : one.score > other.score;
}

/** A clustering for people, such as "k-means in embedding, k = 8". */
export function nameOf({
  algorithm,
  space,
  nClusters,
}: Pick<ScoredClustering, 'algorithm' | 'space' | 'nClusters'>): string {
  return `${algorithm} in ${space}, k = ${nClusters}`;
}

function whyNone(scored: readonly ScoredClustering[]): string {
  if (scored.length === 0) return 'nothing could be clustered';
  const good = scored.filter(({ isStable, isUseful }) => isStable || isUseful);
  if (good.length > 0) {
    return `those that are stable or useful have clusters of too few shoppers to describe, such as ${nameOf(good[0])}`;
  }
  const steadiest = scored.reduce((a, b) => (b.parts.stability > a.parts.stability ? b : a));
  const gainOf = ({ usefulness }: ScoredClustering) => Math.max(...usefulness.map(lesserGain), 0);
  const best = scored.reduce((a, b) => (gainOf(b) > gainOf(a) ? b : a));
  const most =
    gainOf(best) > 0
      ? `none is useful (the most, ${nameOf(best)}: ${describeGain(best)})`
      : 'none adds anything to the ranking in any situation';
  return `of ${scored.length} none is stable (the steadiest, ${nameOf(steadiest)}: ${describeStability(steadiest)}) and ${most}`;
}

function describeStability({ stability }: ScoredClustering): string {
  const all = Object.entries(stability).map(
    ([comparison, { agreement, nullAgreement }]) =>
      `${comparison} ${agreement.toFixed(2)}, null ${nullAgreement.toFixed(2)}`,
  );
  return all.length > 0 ? `ARI between ${all.join('; ')}` : 'stability could not be measured';
}

function describeGain({ usefulness }: ScoredClustering): string {
  if (usefulness.length === 0) return 'usefulness could not be measured';
  const best = usefulness.reduce((a: Usefulness, b) => (lesserGain(b) > lesserGain(a) ? b : a));
  const { difference, interval } = best.overWithout;
  const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
  return (
    `${signed(difference)} NDCG@10 over no clusters, ${signed(interval[0])} to ${signed(interval[1])}, and ` +
    `${signed(best.overRandom.difference)} over random ones, ${describeSituation[best.situation]}`
  );
}

const describeSituation: Readonly<Record<Usefulness['situation'], string>> = {
  'in a session': 'within sessions',
  'new session': 'at the first page of a new session',
  'short history': 'for shoppers of one or two events',
};
