import type { Vitrine } from '../index.js';
import { viewAttribute } from './markup.js';

/** Records which product pages are viewed. */
export interface Views {
  /** Looks for product pages that were not recorded yet. */
  scan(): void;
  /** A new page view begins: what stands on the page is viewed once more. */
  restart(): void;
}

/** Records a `view_item` for every item that `data-vitrine-view` names, once a page view. */
export function recordViews(vitrine: Pick<Vitrine, 'track'>, page: Document): Views {
  const viewed = new Set<string>();
  const scan = () => {
    for (const element of page.querySelectorAll(`[${viewAttribute}]`)) {
      const itemId = element.getAttribute(viewAttribute)?.trim();
      if (!itemId || viewed.has(itemId)) continue;
      viewed.add(itemId);
      vitrine.track({ type: 'view_item', itemId }, 'markup');
    }
  };
  return {
    scan,
    restart() {
      viewed.clear();
      scan();
    },
  };
}
