import { VitrineError } from '../../errors.js';
import { checkCounts, tooFewDistinct } from '../points/check-options.js';

/** What someone did, in order: items, categories or kinds of action by their numbers. */
export type SymbolSequence = ArrayLike<number>;

/**
 * Checks sequences before an algorithm reads them.
 *
 * @param nSymbols symbols are whole numbers below it
 * @throws VitrineError `DATA_EMPTY` when there is no sequence, `SHAPE_MISMATCH` for another symbol, `DATA_TOO_SMALL`
 *   for fewer distinct sequences than clusters, `OPTION_INVALID` for `nClusters` out of range
 */
export function checkSequences(
  sequences: readonly SymbolSequence[],
  nClusters: number,
  nSymbols = Number.POSITIVE_INFINITY,
): void {
  checkCounts({ nClusters });
  if (sequences.length === 0) {
    throw new VitrineError('DATA_EMPTY', 'there are no sequences to cluster, expected at least one');
  }
  for (const sequence of sequences) checkSymbols(sequence, nSymbols);
  const distinct = new Set<string>();
  for (const sequence of sequences) {
    distinct.add(Array.from(sequence).join());
    if (distinct.size === nClusters) return;
  }
  throw tooFewDistinct(distinct.size, nClusters);
}

/** @throws VitrineError `SHAPE_MISMATCH` for a symbol that is no whole number from 0 to `nSymbols - 1` */
export function checkSymbols(sequence: SymbolSequence, nSymbols = Number.POSITIVE_INFINITY): void {
  for (let p = 0; p < sequence.length; p++) {
    const symbol = sequence[p];
    if (Number.isInteger(symbol) && symbol >= 0 && symbol < nSymbols) continue;
    throw new VitrineError(
      'SHAPE_MISMATCH',
      `a sequence holds ${symbol}, expected whole numbers from 0 below ${nSymbols}`,
    );
  }
}
