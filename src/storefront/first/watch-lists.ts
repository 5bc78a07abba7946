import type { Rule } from '../../ranking/rules/mechanics/rule.js';
import { itemsOf, listAttribute } from '../markup/markup.js';
import { isClosed } from './is-closed.js';
import { all, type FirstOrder, orderNewItems, type RuledList } from './order-new-items.js';
import type { FirstScores } from './read-first-scores.js';

export interface OrderOptions {
  readonly rules?: readonly Rule<HTMLElement>[];
}

/** Lists that the head script keeps in order until the main script takes over: part of `window.vitrine` before that. */
export interface EarlyLists {
  /**
   * Orders a list now, as in a script right behind it; the rules hold for that list from now on.
   */
  order(list: RuledList, options?: OrderOptions): void;
  /** Ends the watch; returns what was done, by list. */
  handOver(): ReadonlyMap<Element, FirstOrder>;
}

/**
 * Watches the page while the parser builds it. A list is ordered as soon as it is closed, and whatever there is of one just
 * before it is painted. From then on the items that are there keep their places: what follows is ordered among itself.
 *
 * @param readScores reads what it orders by; asked each time, since consent may have ended
 * @param safely runs something, and reports what fails
 */
export function watchLists(readScores: () => FirstScores | undefined, safely: (work: () => void) => void): EarlyLists {
  const lists = new Map<Element, FirstOrder>();
  let frame = 0;
  const take = (list: RuledList, options?: OrderOptions) =>
    safely(() => {
      const done = lists.get(list) ?? { places: new Map(), nPainted: 0 };
      lists.set(list, done);
      if (options?.rules) list.vitrineRules = options.rules;
      const items = itemsOf(list);
      if (options || items.some((item) => !done.places.has(item))) orderNewItems(list, items, done, readScores());
    });
  /** @param paintedAt where the browser is about to paint */
  const scan = (paintedAt?: number) =>
    safely(() => {
      for (const list of all<RuledList>(`[${listAttribute}]`)) if (paintedAt || isClosed(list)) take(list);
      if (paintedAt) for (const done of lists.values()) done.nPainted = done.places.size;
      frame = paintedAt ? 0 : frame || requestAnimationFrame(scan);
    });
  const observer = new MutationObserver(() => scan());
  observer.observe(document, { childList: true, subtree: true });
  return {
    order: (list, options = {}) => take(list, options),
    handOver() {
      observer.disconnect();
      cancelAnimationFrame(frame);
      return lists;
    },
  };
}
