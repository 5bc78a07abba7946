import { explainItem } from '../../../src/ranking/explain.js';
import { rerank } from '../../../src/ranking/rerank.js';
import { applyRules } from '../../../src/ranking/rules/apply-rules.js';
import type { Rule } from '../../../src/ranking/rules/mechanics/rule.js';
import { tableOf } from '../table.js';

/** A product of a shop in tests; one without a score is unknown to the model. */
export interface Product {
  readonly id: string;
  readonly score?: number;
  readonly category?: string;
  readonly group?: string;
  readonly stock?: number;
  readonly isAd?: boolean;
  readonly addedAt?: string | Date;
  readonly wantedAgainAfterDays?: number;
}

/** Products named by the letters of a text, in that order, each scoring one less than the one before. */
export function productsOf(letters: string): Product[] {
  return [...letters].map((id, place) => ({ id, score: letters.length - place }));
}

export interface RuledProducts {
  /** The ids in their new order, as one text. */
  readonly ids: string;
  /** What the rules did to an item. */
  effects(id: string): unknown;
}

/** Orders products by score, or leaves them as the shop has them, and runs rules over that. */
export function rule(
  products: readonly Product[],
  rules: readonly Rule<Product>[],
  { isRanked = true, pinned = [] as readonly string[] } = {},
): RuledProducts {
  const itemIds = products.map(({ id }) => id);
  const table = tableOf(
    Object.fromEntries(products.flatMap(({ id, score }) => (score === undefined ? [] : [[id, score]]))),
  );
  const shopOrder = products.map((_, place) => place);
  const keeps = new Set(pinned);
  const { order, scores } = isRanked ? rerank(itemIds, table, { pinned: keeps }) : { order: shopOrder, scores: null };
  const page = applyRules(rules, { items: products, itemIds, pinned: keeps, scores, order });
  return {
    ids: page.order.map((item) => itemIds[item]).join(''),
    effects: (id) => explainItem(id, itemIds, page.order, table, 0, page.effects)?.rules ?? [],
  };
}
