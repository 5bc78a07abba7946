import { assumedScores } from './mechanics/adjust-scores.js';
import { defineRule } from './mechanics/define-rule.js';
import { freeItems, rearrange } from './mechanics/rearrange.js';
import type { Rule, RulePage } from './mechanics/rule.js';

/** Either `by` or `similarity` says what is alike. */
export type DiversifyOptions<Item> = {
  /** From 0, where the scores decide alone, to 1, where they decide no more. */
  readonly strength: number;
  /** How many places at the front of the page to spread out. Default: all of them. */
  readonly top?: number;
} & (
  | {
      /** Items of one value are alike, items of none like no other. */
      readonly by: (item: Item) => string | number | null | undefined;
    }
  | {
      /** How alike two items are, from 0 to 1. */
      readonly similarity: (a: Item, b: Item) => number;
    }
);

/**
 * Spreads alike items out by maximal marginal relevance: each place goes to the item with the most of
 * `(1 - strength) · relevance - strength · likeness`, where relevance is the score, brought to 0..1 over the page, and
 * likeness that to the likest item before it. Items that hold a place or were sunk stay; the former count as shown.
 *
 * With n items and k places it takes n · k comparisons. Where the model did not order the page it does nothing.
 *
 * @see Carbonell & Goldstein 1998, "The use of MMR, diversity-based reranking", doi:10.1145/290941.291025
 * @example rerank(products, { rules: [diversify({ by: (product) => product.category, strength: 0.3, top: 24 })] });
 */
export function diversify<Item>(options: DiversifyOptions<Item>): Rule<Item> {
  return defineRule('diversify', 'diversity', (page) => {
    const relevance = relevanceOf(page);
    if (!relevance) return {};
    const strength = Math.min(1, Math.max(0, options.strength || 0));
    const places = Math.min(options.top ?? Number.POSITIVE_INFINITY, page.order.length);
    const likeness = likenessOf(page, options);
    const free = freeItems(page);
    const placeBefore = new Map(free.map((item, place) => [item, place]));
    const left = new Set(free.filter((item) => page.sunk[item] === undefined));
    /** How like each item is to the likest one before it, and which that is. */
    const likest = new Map(free.map((item) => [item, { like: 0, to: -1 }]));

    const picked: number[] = [];
    for (let place = 0; place < places && left.size > 0; place++) {
      let shown = page.order[place];
      if (placeBefore.has(shown)) {
        let most = Number.NEGATIVE_INFINITY;
        for (const item of left) {
          const gain = (1 - strength) * relevance[item] - strength * likest.get(item)!.like;
          if (gain > most) {
            most = gain;
            shown = item;
          }
        }
        left.delete(shown);
        picked.push(shown);
      }
      for (const item of left) {
        const like = likeness(item, shown);
        if (like > likest.get(item)!.like) likest.set(item, { like, to: shown });
      }
    }

    const isPicked = new Set(picked);
    const spread = [...picked, ...free.filter((item) => !isPicked.has(item))];
    const reasons = new Map<number, string>();
    spread.forEach((item, place) => {
      const { like, to } = likest.get(item)!;
      const isLater = place > placeBefore.get(item)!;
      if (like > 0 && isLater) reasons.set(item, `${Number(like.toFixed(2))} like ${page.itemIds[to]}`);
    });
    return { reasons, order: rearrange(page, () => spread) };
  });
}

/** Scores from 0 to 1 over the items of the page; null where none is known. */
function relevanceOf(page: RulePage<unknown>): number[] | null {
  const scores = assumedScores(page);
  const finite = page.order.map((item) => scores[item]).filter(Number.isFinite);
  if (finite.length === 0) return null;
  const least = finite.reduce((a, b) => Math.min(a, b));
  const range = finite.reduce((a, b) => Math.max(a, b)) - least;
  const inRange = (score: number) => Math.min(1, Math.max(0, (score - least) / range)) || 0;
  return scores.map(inRange);
}

function likenessOf<Item>(
  { items }: RulePage<Item>,
  options: DiversifyOptions<Item>,
): (a: number, b: number) => number {
  if ('similarity' in options) {
    return (a, b) => Math.min(1, Math.max(0, options.similarity(items[a], items[b]) || 0));
  }
  const values = items.map((item) => options.by(item) ?? null);
  return (a, b) => (values[a] !== null && values[a] === values[b] ? 1 : 0);
}
