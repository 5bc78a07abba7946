import type { Vitrine } from '../../../index.js';
import { type Draft, draftSearch } from '../../host/draft.js';
import { toObject, toText } from '../../host/host-values.js';
import { createRecorder } from '../../host/recorder.js';
import { readShopifyCatalogue, type ShopifyItem, shopifyId } from './shopify-catalogue.js';
import { draftCart, readShopifyEvent, readShopifySearch, variantOfLine } from './shopify-events.js';

export interface ShopifyOptions {
  /** The model's id of an item. Default: its product's. */
  itemId?: (item: ShopifyItem) => string | undefined;
  /** The product of a variant that the page does not tell: a shop's own table. */
  productOf?: (variantId: string) => string | undefined;
}

/** What themes tell of a chosen variant, besides Shopify's own event: its `detail.variant.id`. */
const variantEvents = ['variant:change', 'theme:variant:change', 'on:variant:change'];

/**
 * Records what a Shopify theme shows and does: the product that a page is about, product forms, links that take things out of
 * the cart, searches, and Shopify's standard storefront events, where the theme dispatches them.
 *
 * Nothing is patched. Shopify's web pixels run where neither the page nor its storage can be reached, and so does its
 * checkout: begun checkouts and purchases are not seen.
 *
 * @returns stops recording
 */
export function fromShopify(vitrine: Pick<Vitrine, 'track'>, options: ShopifyOptions = {}): () => void {
  if (typeof window === 'undefined') return () => {};
  const globals = window as { ShopifyAnalytics?: unknown; meta?: unknown };
  // Apart, so that a form and the event that the theme dispatches for it count once.
  const fromPage = createRecorder(vitrine, 'shopify');
  const fromEvents = createRecorder(vitrine, 'shopify-events');
  const catalogue = () => readShopifyCatalogue(toObject(globals.ShopifyAnalytics).meta ?? globals.meta);
  let lastItem: string | undefined;
  let lastQuery: string | undefined;

  const idOf = (item: ShopifyItem) => {
    const { productOf, itemId } = options;
    const productId = item.productId ?? (item.variantId && productOf?.(item.variantId));
    const known = catalogue().find(productId ? { ...item, productId } : item);
    return toText(itemId ? itemId(known) : known.productId);
  };
  const viewed = (drafts: Draft[]) => {
    for (const { type, itemId } of drafts) if (type === 'view_item') lastItem = itemId;
    return drafts;
  };
  /** A filter that changes brings the same search again. */
  const searched = (drafts: Draft[]) => {
    const fresh = drafts.filter(({ query }) => query !== lastQuery);
    lastQuery = drafts.at(-1)?.query ?? lastQuery;
    return fresh;
  };
  /** Another colour is another view only where variants are items of their own. */
  const choose = (variantId: string | undefined) =>
    fromPage.record(() => {
      const itemId = idOf({ ...catalogue().pageProduct, variantId });
      return itemId && lastItem && itemId !== lastItem ? viewed([{ type: 'view_item', itemId }]) : [];
    });

  const stop = new AbortController();
  const listen = (name: string, hear: (event: Event) => void) =>
    document.addEventListener(name, hear, { capture: true, signal: stop.signal });
  const hearEvent = (event: Event) => fromEvents.record(() => viewed(readShopifyEvent(event, idOf)));
  listen('shopify:product:view', hearEvent);
  listen('shopify:cart:lines-update', hearEvent);
  listen('shopify:product:select', async (event) => {
    const { variant } = toObject(await settled(event));
    choose(shopifyId(toObject(variant).id));
  });
  listen('shopify:search:update', async (event) => {
    const result = await settled(event);
    fromEvents.record(() => searched(readShopifySearch(event, result)));
  });
  for (const name of variantEvents) {
    listen(name, (event) => choose(shopifyId(toObject(toObject((event as CustomEvent).detail).variant).id)));
  }
  listen('submit', ({ target }) =>
    fromPage.record(() => {
      if (!(target instanceof HTMLFormElement) || !/\/cart\/add(\.js)?$/.test(pathOf(target.action))) return [];
      const form = new FormData(target);
      const item = { variantId: shopifyId(form.get('id')), productId: shopifyId(form.get('product-id') ?? undefined) };
      return [draftCart('add', idOf(item), form.get('quantity') ?? undefined)];
    }),
  );
  listen('click', ({ target }) =>
    fromPage.record(() => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href*="/cart/change"]') : null;
      const params = new URLSearchParams(link?.search);
      const variantId = variantOfLine(params.get('id')) ?? shopifyId(params.get('id') ?? undefined);
      return params.get('quantity') === '0' && variantId ? [draftCart('remove', idOf({ variantId }))] : [];
    }),
  );

  fromPage.record(() => {
    const { pageProduct } = catalogue();
    return pageProduct ? viewed([{ type: 'view_item', itemId: idOf(pageProduct) }]) : [];
  });
  fromPage.record(() => {
    const query = new URLSearchParams(location.search).get('q');
    return /\/search\/?$/.test(location.pathname) && query?.trim() ? searched([draftSearch(query)]) : [];
  });
  return () => stop.abort();
}

function pathOf(url: string): string {
  return new URL(url, document.baseURI).pathname;
}

/** What the event's own promise comes to; nothing where it fails. */
async function settled(event: Event): Promise<unknown> {
  try {
    return await (event as Event & { promise?: unknown }).promise;
  } catch {
    return undefined;
  }
}
