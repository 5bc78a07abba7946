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
  const leadingTo = sourcesByTarget(rows);
  const bySource: { item: number; strength: number }[][] = Array.from({ length: nItems }, () => []);
  const scratch = new Float64Array(nItems);
  leadingTo.forEach((sources, target) => {
    const relevance = ({ item, leads }: Source) => leads / Math.sqrt(rows[item].total + penalty);
    const candidates = sources.sort((a, b) => relevance(b) - relevance(a) || a.item - b.item).slice(0, nCandidates);
    const size = candidates.length;
    const gram = new Float64Array(size * size);
    candidates.forEach(({ item }, i) => {
      const { items, shared, total } = rows[item];
      items.forEach((other, e) => {
        scratch[other] = shared[e];
      });
      for (let j = 0; j < size; j++) gram[i * size + j] = scratch[candidates[j].item];
      gram[i * size + i] = total + penalty;
      for (const other of items) scratch[other] = 0;
    });
    const coefficients = solveRidge(
      gram,
      Float64Array.from(candidates, ({ leads }) => leads),
    );
    coefficients.forEach((strength, i) => {
      if (strength > 0) bySource[candidates[i].item].push({ item: target, strength });
    });
  });
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

interface Source {
  readonly item: number;
  readonly leads: number;
}

/** The items that lead to each item. */
function sourcesByTarget(rows: readonly PairRow[]): Source[][] {
  const sources: Source[][] = rows.map(() => []);
  rows.forEach(({ items, leads }, item) => {
    items.forEach((target, e) => {
      if (leads[e] > 0) sources[target].push({ item, leads: leads[e] });
    });
  });
  return sources;
}
