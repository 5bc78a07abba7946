import { useEffect, useRef } from 'react';
import { useVitrine } from './vitrine-provider.js';

/**
 * Records that a product's page is shown: a `view_item` once the component is on the page, and another when the id changes or
 * the component is shown anew. Renders, and the second effect of strict mode, record nothing.
 *
 * @param itemId the product's id; nothing is recorded while there is none, as in a page that still loads
 * @example useTrackView(product?.sku);
 */
export function useTrackView(itemId: string | null | undefined): void {
  const vitrine = useVitrine();
  const shown = useRef<string>(null);
  useEffect(() => {
    if (!vitrine || !itemId) return;
    if (shown.current !== itemId) vitrine.track({ type: 'view_item', itemId });
    shown.current = itemId;
    return () =>
      // Strict mode runs the effect again before this does.
      queueMicrotask(() => {
        shown.current = null;
      });
  }, [vitrine, itemId]);
}
