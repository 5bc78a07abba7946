import type { Companions } from '../encoder/companions.js';
import { type PairedSession, type PairOptions, type PairRow, pairSessions } from './session-pairs.js';
import { solveRidge } from './solve-ridge.js';

export interface CompanionOptions extends PairOptions {
  /** Companions kept of each item. */
  readonly perItem: number;
  /** Items that may explain another: those that lead to it most. */
  readonly nCandidates: number;
  /** Ridge penalty, in sessions. */
  readonly penalty: number;
}

/**
 * Learns which items lead to which: for each item, a ridge regression of "is it there" on the items that lead to it most,
 * in closed form, so that an item that is merely popular explains nothing. The strongest coefficients stay.
 *
 * @see Ning and Karypis 2011 (SLIM with feature selection), doi:10.1109/ICDM.2011.134; Steck 2019 (EASE), arXiv:1905.03375
 */
export function fitCompanions(
  sessions: readonly PairedSession[],
  nItems: number,
  { perItem, nCandidates, penalty, orderShare }: CompanionOptions,
): Pick<Companions, 'perItem' | 'items' | 'strengths'> {
  const rows = pairSessions(sessions, nItems, { orderShare });
  const { starts, sources, leads } = sourcesByTarget(rows);
  const bySource: { item: number; strength: number }[][] = Array.from({ length: nItems }, () => []);
  const scales = Float64Array.from(rows, ({ total }) => Math.sqrt(total + penalty));
  for (let target = 0; target < nItems; target++) {
    const chosen = mostRelevant({ from: starts[target], to: starts[target + 1], sources, leads, scales }, nCandidates);
    const size = chosen.length;
    const gram = new Float64Array(size * size);
    chosen.forEach((place, i) => {
      const row = rows[sources[place]];
      // The lower triangle is all that the solution reads.
      for (let j = 0; j < i; j++) gram[i * size + j] = sharedWith(row, sources[chosen[j]]);
      gram[i * size + i] = row.total + penalty;
    });
    const coefficients = solveRidge(
      gram,
      Float64Array.from(chosen, (place) => leads[place]),
    );
    coefficients.forEach((strength, i) => {
      if (strength > 0) bySource[sources[chosen[i]]].push({ item: target, strength });
    });
  }
  const items = new Int32Array(nItems * perItem).fill(-1);
  const strengths = new Float32Array(nItems * perItem);
  bySource.forEach((companions, source) => {
    companions.sort((a, b) => b.strength - a.strength || a.item - b.item);
    companions.slice(0, perItem).forEach(({ item, strength }, i) => {
      items[source * perItem + i] = item;
      strengths[source * perItem + i] = strength;
    });
  });
  return { perItem, items, strengths };
}

/** Looks an item up among those that a row has met; 0 where it is not among them. */
function sharedWith({ items, shared }: PairRow, item: number): number {
  let [low, high] = [0, items.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (items[middle] === item) return shared[middle];
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
