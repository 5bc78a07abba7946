import { runRules } from '../../ranking/rules/apply-rules.js';
import type { Rule } from '../../ranking/rules/mechanics/rule.js';
import { isChosen } from '../markup/chosen-sort.js';
import { itemIdOf, pinnedAttribute, sortAttribute, sortedAttribute } from '../markup/markup.js';
import { isClosed } from './is-closed.js';
import type { FirstScores } from './read-first-scores.js';

/** Bound now, while no markup of the page can stand in its place. */
export const all = document.querySelectorAll.bind(document);

/** What was done to a list before the main script came. */
export interface FirstOrder {
  /** The place of each item that it has had in the shop's own order, from 0. */
  readonly places: Map<HTMLElement, number>;
  /** How many of these may have been painted, the first ones: they keep their places. */
  nPainted: number;
}

/** A list, which may have rules of the shop's. */
export interface RuledList extends HTMLElement {
  vitrineRules?: readonly Rule<HTMLElement>[];
  /** Why it stands in the shop's order, for the debug panel. */
  vitrineReason?: string;
}

/**
 * Orders what nobody has seen yet of a list, as `createPageOrder` does by the same record: pinned items and those without a
 * score keep their places, and so does the whole list where that is more than half; rules of the shop's hold all the same.
 * Does nothing where the shopper chose how the list is sorted.
 *
 * @param items the list's items as they stand
 * @param done what was done to the list before; its places are brought up to date
 * @throws what functions of the page's throw; the items then stand where they stood
 */
export function orderNewItems(
  list: RuledList,
  items: readonly HTMLElement[],
  { places, nPainted }: FirstOrder,
  [scoreOf, positionWeight]: FirstScores = [new Map(), 0],
): void {
  for (const item of items) if (!places.has(item)) places.set(item, places.size);
  if (list.hasAttribute(sortedAttribute) || [...all(`[${sortAttribute}]`)].some(isChosen)) return;

  const itemIds = items.map(itemIdOf);
  // What else the list shows may belong to an item, and a comment without a space may be a framework's: the main script looks closer.
  const [whole, ...parts] = [list, ...items].map((node) => node.innerHTML.replace(/<(?!img|!--\S)[^>]*>|\s/g, ''));
  if (new Set(itemIds).size < items.length || whole !== parts.join('')) return;
  const placeOf = (i: number) => places.get(items[i])!;
  // One that the parser is still in would grow where it is put; one with a frame in it would load that anew.
  const isFixed = (item: HTMLElement) =>
    places.get(item)! < nPainted || !isClosed(item) || item.querySelector('iframe, object, embed');
  const pinned = new Set(items.filter((item) => isFixed(item) || item.hasAttribute(pinnedAttribute)).map(itemIdOf));
  // Half the digits, as in the table that the main script ranks by: or the two might disagree.
  const rank = (id: string, i: number) => Math.fround(scoreOf.get(id)!) - positionWeight * Math.log2(2 + placeOf(i));
  const scores = itemIds.filter((id) => scoreOf.has(id)).length >= items.length / 2 ? itemIds.map(rank) : null;
  const order = [...items.keys()];
  const free = order.filter((i) => scores && scoreOf.has(itemIds[i]) && !pinned.has(itemIds[i]));
  const ranked = [...free].sort((a, b) => scores![b] - scores![a] || placeOf(a) - placeOf(b));
  for (const i of free) order[i] = ranked.shift()!;
  const ruled = runRules(list.vitrineRules ?? [], { items, itemIds, pinned, scores, order });
  // What a rule dropped goes last: nodes are the shop's to remove.
  const wanted = [...new Set([...ruled.order.map((i) => items[i]), ...items])].filter((item) => item);
  if (items.some((item, i) => item !== wanted[i] && isFixed(item))) return;
  place(items, wanted);
}

/**
 * Gives each place the node that is wanted there. A function that a script of the page has put in the place of the browser's
 * fails at its first call, when nothing has moved.
 */
function place(items: readonly HTMLElement[], wanted: readonly HTMLElement[]): void {
  const markers = items.map((item, i) => {
    const marker = new Comment();
    if (item !== wanted[i]) item.before(marker);
    return marker;
  });
  // A marker that stands nowhere replaces nothing.
  markers.forEach((marker, i) => {
    marker.replaceWith(wanted[i]);
  });
}
