import { VitrineError } from '../errors.js';
import { explainItem } from '../ranking/explain.js';
import type { NotRerankedReason, Ranking } from '../ranking/ranking.js';
import { rerank } from '../ranking/rerank.js';
import { applyRules } from '../ranking/rules/apply-rules.js';
import type { ScoreTable } from '../ranking/score-table.js';
import type { ItemDescription, ScoreScope } from '../worker/wire/protocol.js';
import { maxTextLength, toId } from './read-option.js';
import type { PageRequest } from './read-request.js';

/** A page's items with the two answers there are: the shop's order, and the model's. */
export interface PageOrder<Item> {
  /** In the shop's order, [n]. */
  readonly itemIds: readonly string[];
  /** The question to ask. */
  readonly scope: ScoreScope;
  keep(reason: NotRerankedReason): Ranking<Item>;
  order(table: ScoreTable, positionWeight: number): Ranking<Item>;
}

/**
 * Reads the ids of a page's items, and what it says of them.
 *
 * @throws VitrineError `OPTION_INVALID` when an item has no id; and what a function of the shop's throws
 */
export function createPageOrder<Item>(items: readonly Item[], request: PageRequest<Item>): PageOrder<Item> {
  const { batch, place, describe: describeItem } = request;
  const idOf: (item: Item) => unknown = request.id ?? ownId;
  const itemIds = items.map((item, place) => toId(idOf(item)) ?? refuse(place));
  const pinned = new Set(request.pinned);
  const batches = batch && items.map((item) => batch(item));
  const shopOrder = items.map((_, i) => i);
  const places = place ? items.map((item) => place(item)) : shopOrder;
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
      items: ruled.order.map((i) => items[i]),
      explain(itemId: string) {
        try {
          return explainItem(itemId, itemIds, ruled.order, table, positionWeight, ruled.effects, places);
        } catch {
          return null; // a rule of the shop's own tells of its effects by a function that failed
        }
      },
    };
  };
  return {
    itemIds,
    scope: {
      itemIds,
      ...(describeItem && { descriptions: items.map((item) => readDescription(describeItem(item))) }),
    },
    keep: (reason) => ({ ...settle(shopOrder, null, null, 0), reranked: false, reason }),
    order(table, positionWeight) {
      const { order, scores } = rerank(itemIds, table, { pinned, positionWeight, batches, places });
      return { ...settle(order, scores, table, positionWeight), reranked: true };
    },
  };
}

/** Returns a list as it came, without explanations; an empty one for what is none. */
export function keptOrder<Item>(list: Item[], reason: NotRerankedReason): Ranking<Item> {
  let items = list;
  try {
    if (!(list?.length >= 0) || typeof list === 'string') items = [];
  } catch {
    items = []; // a proxy that was revoked
  }
  return { items, reranked: false, reason, explain: () => null };
}

function ownId(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'id' in item ? item.id : item;
}

function refuse(place: number): never {
  throw new VitrineError('OPTION_INVALID', `item ${place} of the page has no id: pass id, such as (item) => item.sku`);
}

/** Only what is asked for, and only plain values: whatever else a shop hands over need not survive the way to the worker. */
function readDescription(told: ItemDescription | null | undefined): ItemDescription | null {
  if (!told) return null;
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, maxTextLength) : undefined);
  return {
    title: text(told.title),
    category: text(told.category),
    brand: text(told.brand),
    price: Number(told.price) || null,
  };
}
