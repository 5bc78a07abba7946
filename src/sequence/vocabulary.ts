import { VitrineError } from '../errors.js';

/**
 * The items a model knows, in the order of its embedding rows.
 *
 * Rows 0..size-1 are items; row `size` is the session start, a token of its own that stands before the first
 * step of every session, so that an embedding table has `size + 1` rows.
 */
export interface Vocabulary {
  readonly itemIds: readonly string[];
  /** Number of items, without the session start. */
  readonly size: number;
  /** The row of the session-start token: the row after the last item. */
  readonly sessionStart: number;
  /** The row of an item, or -1 when the model does not know it. */
  indexOf(itemId: string): number;
}

/**
 * Numbers the items in the order given.
 *
 * @throws VitrineError `DATA_TOO_SMALL` when there is no item, `MODEL_CORRUPT` when an id occurs twice
 * @example createVocabulary(['a', 'b']).indexOf('b') // 1
 */
export function createVocabulary(itemIds: readonly string[]): Vocabulary {
  if (itemIds.length === 0)
    throw new VitrineError('DATA_TOO_SMALL', 'a vocabulary needs at least one item, found none');
  const rows = new Map(itemIds.map((id, row) => [id, row]));
  if (rows.size !== itemIds.length) {
    const first = itemIds.findIndex((id, row) => rows.get(id) !== row);
    throw new VitrineError(
      'MODEL_CORRUPT',
      `the id of item ${first} occurs twice in the vocabulary, expected unique ids`,
    );
  }
  return {
    itemIds,
    size: itemIds.length,
    sessionStart: itemIds.length,
    indexOf: (itemId) => rows.get(itemId) ?? -1,
  };
}
