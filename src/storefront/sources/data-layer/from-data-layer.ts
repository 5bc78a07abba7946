import type { Vitrine } from '../../../index.js';
import type { ItemIdOf } from '../../host/draft.js';
import { createRecorder } from '../../host/recorder.js';
import { watchCalls } from '../../host/watch-calls.js';
import { createDataLayerReader } from './data-layer-reader.js';

export interface DataLayerOptions {
  /** The global variable that holds the data layer. Default 'dataLayer'. */
  name?: string;
  /** Which field of an item is its id, where it is neither `item_id`, `id`, `product_id` nor `sku`. */
  itemId?: ItemIdOf;
}

/**
 * Records what the shop tells Google: GA4's e-commerce events by GTM or gtag, and Universal Analytics' enhanced e-commerce.
 *
 * What was pushed before is read at once, in order; what is pushed later as it is pushed. The data layer stays as it is:
 * `push` gives what it gave, and wrapping it before or after us works.
 *
 * @returns stops reading
 * @example fromDataLayer(vitrine, { itemId: (item) => item.item_variant })
 */
export function fromDataLayer(
  vitrine: Pick<Vitrine, 'track'>,
  { name = 'dataLayer', itemId }: DataLayerOptions = {},
): () => void {
  if (typeof window === 'undefined') return () => {};
  const globals = window as unknown as Record<string, unknown>;
  globals[name] ??= []; // as everybody's snippet begins
  const layer = globals[name];
  if (!Array.isArray(layer)) return () => {};
  const recorder = createRecorder(vitrine, 'data-layer');
  const readEntry = createDataLayerReader(itemId);
  const see = (entries: readonly unknown[]) => {
    for (const entry of entries) recorder.record(() => readEntry(entry));
  };
  see([...layer]);
  return watchCalls(layer, 'push', see);
}
