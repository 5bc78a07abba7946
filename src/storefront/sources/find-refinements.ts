import type { RecordedEvent } from '../../index.js';

/** A search that goes on from an earlier one: the shopper did not find what they meant. */
export interface Refinement {
  readonly query: string;
  readonly refines: string;
  /** When it was searched for, ms since 1970. */
  readonly time: number;
}

/** A later search begins anew. */
const maxGapMs = 60_000;

/**
 * The searches that refine the one before: within a minute of it, sharing a word with it, and not the same again.
 *
 * They follow from what is recorded anyway, across pages, and so no event carries them.
 *
 * @param events oldest first, as `exportData` gives them
 * @example
 * findRefinements([
 *   { type: 'search', query: 'mug', id: '1', time: 0 },
 *   { type: 'search', query: 'red mug', id: '2', time: 9000 },
 * ]) // [{ query: 'red mug', refines: 'mug', time: 9000 }]
 */
export function findRefinements(events: readonly RecordedEvent[]): Refinement[] {
  const searches = events.flatMap((event) => (event.type === 'search' ? [event] : []));
  return searches.flatMap(({ query, time }, i) => {
    const before = searches[i - 1];
    if (!before || time - before.time > maxGapMs) return [];
    const [words, wordsBefore] = [wordsOf(query), wordsOf(before.query)];
    const isSame = words.join(' ') === wordsBefore.join(' ');
    return !isSame && words.some((word) => wordsBefore.includes(word)) ? [{ query, refines: before.query, time }] : [];
  });
}

function wordsOf(query: string): string[] {
  return (
    query
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
