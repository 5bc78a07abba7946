import { positionScore } from './rerank.js';
import type { ScoreTable } from './score-table.js';

/** What one of the shop's rules did to an item. */
export interface RuleEffect {
  /** The rule's name, such as 'boost'. */
  readonly rule: string;
  /** Places from 0 before the rule and after it; -1 once it was dropped. */
  readonly from: number;
  readonly to: number;
  /** What the rule has to say of the item, with its numbers; null for an item that made way for others. */
  readonly reason: string | null;
}

/** Why an item stands where it stands. */
export interface Explanation {
  readonly itemId: string;
  /** Places from 0 in the shop's order and in the new one, where -1 says that a rule of the shop's dropped the item. */
  readonly from: number;
  readonly to: number;
  /** What each part adds to the score, all in the same unit; all 0 for an item the model does not know. */
  readonly parts: {
    readonly sequence: number;
    readonly cluster: number;
    readonly repeat: number;
    readonly position: number;
  };
  /** The item of the shopper's recent history that this one owes most to, if one stands out. */
  readonly because: string | null;
  /** What the shop's rules did to the item, in the order in which they ran; absent where the request had none. */
  readonly rules?: readonly RuleEffect[];
}

/**
 * Explains one item of a reordered page.
 *
 * @param itemIds the page in the shop's order, [n]
 * @param order the new order as places in the old one, [n]; fewer where a rule dropped items
 * @param effects what the shop's rules did to an item, by its place in the shop's order
 * @param places where each item stood in the shop's own order, [n]; where it stands in the page, unless given
 * @returns null for an item that is not on the page
 */
export function explainItem(
  itemId: string,
  itemIds: readonly string[],
  order: readonly number[],
  table: ScoreTable | null,
  positionWeight: number,
  effects?: (item: number) => RuleEffect[],
  places?: readonly number[],
): Explanation | null {
  const item = itemIds.indexOf(itemId);
  if (item < 0) return null;
  const from = places?.[item] ?? item;
  const row = table?.itemIds.indexOf(itemId) ?? -1;
  const isKnown = table !== null && row >= 0;
  const part = (name: 'sequence' | 'cluster' | 'repeat') => (isKnown ? table[name][row] : 0);
  return {
    itemId,
    from,
    to: order.indexOf(item),
    parts: {
      sequence: part('sequence'),
      cluster: part('cluster'),
      repeat: part('repeat'),
      position: isKnown ? positionScore(from, positionWeight) : 0,
    },
    because: (isKnown && table.history[table.because[row]]) || null,
    ...(effects && { rules: effects(item) }),
  };
}
