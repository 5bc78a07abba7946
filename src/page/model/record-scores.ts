import type { OrderRecord } from '../../ranking/order-record.js';
import type { ScoreTable } from '../../ranking/score-table.js';
import type { ScoreScope } from '../../worker/wire/protocol.js';

/**
 * Prepares an order record for questions.
 *
 * @returns answers a question: the items that were asked for and are in the record, in the order asked, or the best of the
 *   record, best first. A record keeps one score an item: it stands in the table as the `sequence` part.
 */
export function createRecordScores({
  itemIds,
  scores,
  history,
  because,
}: OrderRecord): (scope: ScoreScope) => ScoreTable {
  const rowOf = new Map<string, number>();
  for (let row = 0; row < itemIds.length; row++) rowOf.set(itemIds[row], row);
  const best = ({ limit, exclude }: { limit: number; exclude: readonly string[] }) => {
    const excluded = new Set(exclude);
    const rows = itemIds.flatMap((id, row) => (excluded.has(id) ? [] : row));
    return rows.sort((a, b) => scores[b] - scores[a] || a - b).slice(0, limit);
  };
  return (scope) => {
    const rows =
      'limit' in scope ? best(scope) : [...new Set(scope.itemIds)].flatMap((itemId) => rowOf.get(itemId) ?? []);
    const zeros = new Float32Array(rows.length);
    return {
      itemIds: rows.map((row) => itemIds[row]),
      sequence: Float32Array.from(rows, (row) => scores[row]),
      cluster: zeros,
      repeat: zeros,
      history,
      because: Int16Array.from(rows, (row) => because[row] ?? -1),
    };
  };
}
