import { VitrineError } from '../errors.js';
import { explainItem } from '../ranking/explain.js';
import type { NotRerankedReason, Ranking } from '../ranking/ranking.js';
import { rerank } from '../ranking/rerank.js';
import { applyRules } from '../ranking/rules/apply-rules.js';
import type { ScoreTable } from '../ranking/score-table.js';
import type { ItemDescription, ScoreScope } from '../worker/protocol.js';
import type { RerankRequest } from './api.js';

/** A page's items with the two answers there are: the shop's order, and the model's. */
export interface PageOrder<Item> {
  /** In the shop's order, [n]. */
  readonly itemIds: readonly string[];
  /** What to ask for. */
  readonly scope: ScoreScope;
  keep(reason: NotRerankedReason): Ranking<Item>;
  order(table: ScoreTable, positionWeight: number): Ranking<Item>;
}

/**
 * Reads the ids of a page's items, and what it says of them.
 *
 * @throws VitrineError `OPTION_INVALID` when an item has no id
 */
export function createPageOrder<Item>(items: readonly Item[], request: RerankRequest<Item>): PageOrder<Item> {
  const itemIds = items.map((item, place) => readId(item, place, request.id));
  const pinned = new Set(request.pinned);
  const descriptionOf = (item: Item) => readDescription(request.describe?.(item));
  const batches = request.batch && items.map(request.batch);
  const shopOrder = items.map((_, place) => place);
  /** The shop's rules hold in either order; those that go by scores do nothing where there are none. */
  const settle = (
    order: readonly number[],
    scores: readonly number[] | null,
    table: ScoreTable | null,
    positionWeight: number,
  ) => {
    const rules = (!request.sorted && request.rules) || [];
    const ruled = applyRules(rules, { items, itemIds, pinned, scores, order });
    return {
      items: ruled.order.map((place) => items[place]),
      explain: (itemId: string) => explainItem(itemId, itemIds, ruled.order, table, positionWeight, ruled.effects),
    };
  };
  return {
    itemIds,
    scope: { itemIds, ...(request.describe ? { descriptions: items.map(descriptionOf) } : {}) },
    keep: (reason) => ({ ...settle(shopOrder, null, null, 0), reranked: false, reason }),
    order(table, positionWeight) {
      const { order, scores } = rerank(itemIds, table, { pinned, positionWeight, batches });
      return { ...settle(order, scores, table, positionWeight), reranked: true };
    },
  };
}

function readId<Item>(item: Item, place: number, id?: (item: Item) => string): string {
  const found: unknown = id ? id(item) : typeof item === 'object' && item !== null && 'id' in item ? item.id : item;
  if (typeof found === 'string' || typeof found === 'number') return String(found);
  throw new VitrineError(
    'OPTION_INVALID',
    `item ${place} of the page has no id (found ${found}): pass id, such as (item) => item.sku`,
  );
}

/** Only what is asked for, and only plain values: whatever else a shop hands over need not survive the way to the worker. */
function readDescription(told: ItemDescription | null | undefined): ItemDescription | null {
  if (!told) return null;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    title: text(told.title),
    category: text(told.category),
    brand: text(told.brand),
    price: Number(told.price) || null,
  };
}
