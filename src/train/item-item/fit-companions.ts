import type { Companions } from '../../encoder/item-features/companions.js';
import { solveRidge } from '../numerics/solve-ridge.js';
import { type PairedSession, type PairOptions, type PairRow, pairSessions } from './session-pairs.js';

export interface CompanionOptions extends PairOptions {
  /** Companions kept of each item. */
  readonly perItem: number;
  /** Items that may explain another: those that lead to it most. */
  readonly nCandidates: number;
  /** Ridge penalty, in sessions. */
  readonly penalty: number;
  /** Companions of the first items as they are known from earlier sessions: what the penalty draws towards, instead of 0. */
  readonly prior?: CompanionTable;
  /** Distinct shoppers who must have met both items of a pair in one session; 1 by default, which keeps every pair. */
  readonly minShoppers?: number;
  /** Whether the pairs of `prior` had as many behind them when they were learned, so that they need none in `sessions`. */
  readonly isPriorShared?: boolean;
}

type CompanionTable = Pick<Companions, 'perItem' | 'items' | 'strengths'>;

/** A table with the account of what is not in it. */
export interface FittedCompanions {
  readonly table: CompanionTable;
  /** Pairs that would be in the table if enough shoppers stood behind them. */
  readonly nUnshared: number;
}

/**
 * Learns which items lead to which: for each item, a ridge regression of "is it there" on the items that lead to it most,
 * in closed form, so that an item that is merely popular explains nothing. The strongest coefficients stay. With a prior
 * the penalty is on how far a coefficient goes from there: what the sessions do not speak of stays as it was known.
 *
 * All sessions take part in the regression; what is kept of it are pairs that enough shoppers stand behind. The strongest
 * are taken among these, so that the others leave no gaps.
 *
 * @see Ning and Karypis 2011 (SLIM with feature selection), doi:10.1109/ICDM.2011.134; Steck 2019 (EASE), arXiv:1905.03375
 */
export function fitCompanions(
  sessions: readonly PairedSession[],
  nItems: number,
  { perItem, nCandidates, penalty, orderShare, prior, minShoppers = 1, isPriorShared = false }: CompanionOptions,
): FittedCompanions {
  const rows = pairSessions(sessions, nItems, { orderShare });
  const { starts, sources, leads } = sourcesByTarget(rows);
  const bySource: Pair[][] = Array.from({ length: nItems }, () => []);
  const scales = Float64Array.from(rows, ({ total }) => Math.sqrt(total + penalty));
  const knownOf = knownSources(prior, nItems);
  for (let target = 0; target < nItems; target++) {
    const range = { from: starts[target], to: starts[target + 1], sources, leads, scales };
    const relevant = mostRelevant(range, nCandidates).map((place) => ({ source: sources[place], lead: leads[place] }));
    const known = knownOf[target];
    const isRelevant = new Set(relevant.map(({ source }) => source));
    const chosen = [
      ...relevant,
      ...[...known.keys()]
        .filter((source) => !isRelevant.has(source))
        .map((source) => ({ source, lead: entryOf(rows[source], target, rows[source].leads) })),
    ];
    const isShared = ({ source }: { source: number }) =>
      minShoppers === 1 ||
      (isPriorShared && known.has(source)) ||
      entryOf(rows[source], target, rows[source].shoppers) >= minShoppers;
    const size = chosen.length;
    const gram = new Float64Array(size * size);
    chosen.forEach(({ source }, i) => {
      const row = rows[source];
      // The lower triangle is all that the solution reads.
      for (let j = 0; j < i; j++) gram[i * size + j] = entryOf(row, chosen[j].source, row.shared);
      gram[i * size + i] = row.total + penalty;
    });
    const coefficients = solveRidge(
      gram,
      Float64Array.from(chosen, ({ source, lead }) => lead + penalty * (known.get(source) ?? 0)),
    );
    coefficients.forEach((strength, i) => {
      if (strength > 0) bySource[chosen[i].source].push({ item: target, strength, isShared: isShared(chosen[i]) });
    });
  }
  return keepStrongest(bySource, perItem);
}

/** What an item leads to, and whether enough shoppers stand behind it. */
interface Pair {
  readonly item: number;
  readonly strength: number;
  readonly isShared: boolean;
}

function keepStrongest(bySource: readonly Pair[][], perItem: number): FittedCompanions {
  const items = new Int32Array(bySource.length * perItem).fill(-1);
  const strengths = new Float32Array(bySource.length * perItem);
  let nUnshared = 0;
  bySource.forEach((companions, source) => {
    companions.sort((a, b) => b.strength - a.strength || a.item - b.item);
    nUnshared += companions.slice(0, perItem).filter(({ isShared }) => !isShared).length;
    const kept = companions.filter(({ isShared }) => isShared).slice(0, perItem);
    kept.forEach(({ item, strength }, i) => {
      items[source * perItem + i] = item;
      strengths[source * perItem + i] = strength;
    });
  });
  return { table: { perItem, items, strengths }, nUnshared };
}

/** What is known of the items that lead to each item, by item: [nItems]. */
function knownSources(prior: CompanionTable | undefined, nItems: number): readonly ReadonlyMap<number, number>[] {
  const known: Map<number, number>[] = Array.from({ length: nItems }, () => new Map());
  prior?.items.forEach((target, place) => {
    if (target >= 0) known[target].set(Math.floor(place / prior.perItem), prior.strengths[place]);
  });
  return known;
}

/** What a row says, in `values`, about an item that it has met; 0 where it is not among them. */
function entryOf({ items }: PairRow, item: number, values: ArrayLike<number>): number {
  let [low, high] = [0, items.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (items[middle] === item) return values[middle];
    if (items[middle] < item) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

interface SourceRange {
  readonly from: number;
  readonly to: number;
  readonly sources: Int32Array;
  readonly leads: Float32Array;
  /** [nItems] */
  readonly scales: Float64Array;
}

/** Places of the sources that lead to a target most for how often they are met; a tie goes to the lower item. */
function mostRelevant({ from, to, sources, leads, scales }: SourceRange, n: number): number[] {
  const relevance = new Float64Array(to - from);
  for (let i = 0; i < relevance.length; i++) relevance[i] = leads[from + i] / scales[sources[from + i]];
  // Few of thousands are kept: only those above the last one's relevance are put in order.
  const least = relevance.length > n ? relevance.slice().sort()[relevance.length - n] : Number.NEGATIVE_INFINITY;
  const places: number[] = [];
  for (let i = 0; i < relevance.length; i++) if (relevance[i] >= least) places.push(from + i);
  return places.sort((a, b) => relevance[b - from] - relevance[a - from] || sources[a] - sources[b]).slice(0, n);
}

/** The items that lead to each item (CSR): target t's are `starts[t]` up to `starts[t + 1]`. */
function sourcesByTarget(rows: readonly PairRow[]) {
  const starts = new Int32Array(rows.length + 1);
  for (const { items, leads } of rows) {
    for (let e = 0; e < items.length; e++) if (leads[e] > 0) starts[items[e] + 1]++;
  }
  for (let target = 0; target < rows.length; target++) starts[target + 1] += starts[target];
  const next = starts.slice();
  const sources = new Int32Array(starts[rows.length]);
  const allLeads = new Float32Array(starts[rows.length]);
  rows.forEach(({ items, leads }, source) => {
    for (let e = 0; e < items.length; e++) {
      if (leads[e] <= 0) continue;
      const place = next[items[e]]++;
      sources[place] = source;
      allLeads[place] = leads[e];
    }
  });
  return { starts, sources, leads: allLeads };
}
