import type { Vitrine } from '../../index.js';
import { nativeValue } from '../../native-value.js';
import { viewAttribute, viewedIdOf } from './markup.js';

/** Records which product pages are viewed. */
export interface Views {
  /** Looks for product pages that were not recorded yet. */
  scan(): void;
  /** An element was added: what it shows is new, even if it stood there before. */
  add(element: Element): void;
  /** A new page view begins on a page that stands as it was left: what is there is viewed once more. */
  restart(): void;
  /** A new page view begins, and what is there belongs to the one before: only what comes is viewed. */
  leave(): void;
}

const marked = `[${viewAttribute}]`;

/** Records a `view_item` for every item that `data-vitrine-view` names, once a page view. */
export function recordViews(vitrine: Pick<Vitrine, 'track'>, page: Document): Views {
  let viewed = new Set<string>();
  /** What an element showed when the page view before ended. */
  let left = new Map<Element, string>();
  const scan = () => {
    for (const element of nativeValue(page, 'querySelectorAll')(marked)) {
      const itemId = viewedIdOf(element);
      if (!itemId || viewed.has(itemId) || left.get(element) === itemId) continue;
      viewed.add(itemId);
      vitrine.track({ type: 'view_item', itemId }, 'markup');
    }
  };
  return {
    scan,
    add(element) {
      for (const shown of left.keys()) if (element.contains(shown)) left.delete(shown);
    },
    restart() {
      viewed = new Set();
      left = new Map();
      scan();
    },
    leave() {
      viewed = new Set();
      left = new Map(
        [...nativeValue(page, 'querySelectorAll')(marked)].map((element) => [element, viewedIdOf(element)]),
      );
    },
  };
}
