import { type HostObject, toList, toObject, toText } from '../../host/host-values.js';

/** What Shopify's page says of one product, or of one of its variants. */
export interface ShopifyItem {
  /** Numbers as text, without `gid://shopify/Product/`. */
  readonly productId?: string | undefined;
  readonly variantId?: string | undefined;
  readonly sku?: string | undefined;
}

/** Which product a variant belongs to, as far as the page tells. */
export interface ShopifyCatalogue {
  /** Completes what is known of a variant. */
  find(item: ShopifyItem): ShopifyItem;
  /** The product whose page this is. */
  readonly pageProduct: ShopifyItem | undefined;
}

/**
 * The number of a Shopify id, whether it is a number, text, or global.
 *
 * @example shopifyId('gid://shopify/ProductVariant/41') // '41'
 */
export function shopifyId(value: unknown): string | undefined {
  const id = toText(value);
  return id?.startsWith('gid://') ? /\/(\d+)[^/]*$/.exec(id)?.[1] : id;
}

/**
 * Reads `window.ShopifyAnalytics.meta`, which Shopify writes into every page of a theme: its product, or its products, with
 * their variants.
 */
export function readShopifyCatalogue(meta: unknown): ShopifyCatalogue {
  const { product, products, page } = toObject(meta);
  const variants = new Map<string, ShopifyItem>();
  for (const each of [...toList(product), ...toList(products)].map(toObject)) {
    for (const variant of toList(each.variants).map(toObject)) {
      const item = toItem(each, variant);
      if (item.variantId) variants.set(item.variantId, item);
    }
  }
  const isProductPage = toText(toObject(page).pageType) === 'product';
  return {
    find: (item) => ({ ...variants.get(item.variantId ?? ''), ...defined(item) }),
    pageProduct: isProductPage && product ? toItem(toObject(product), {}) : undefined,
  };
}

function toItem(product: HostObject, variant: HostObject): ShopifyItem {
  return { productId: shopifyId(product.id), variantId: shopifyId(variant.id), sku: toText(variant.sku) };
}

function defined(item: ShopifyItem): ShopifyItem {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
