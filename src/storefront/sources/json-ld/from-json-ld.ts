import type { ItemDescription, Vitrine } from '../../../index.js';
import { createRecorder } from '../../host/recorder.js';
import { type ProductIdOf, readJsonLd, type ToldProduct } from './json-ld.js';

export interface JsonLdOptions {
  /** Which field of a product is its id, where it is neither `productGroupID`, `sku`, `productID`, `mpn` nor `gtin`. */
  itemId?: ProductIdOf;
}

/** What a page's structured data tells. */
export interface JsonLd {
  /** What is told of an item, for `rerank(items, { describe })`; null where nothing is. */
  describe(itemId: string): ItemDescription | null;
  stop(): void;
}

const scripts = 'script[type="application/ld+json"]';

/**
 * Records which product a page is about, by its schema.org JSON-LD, and knows what that says of the page's items.
 *
 * A page is about the one product that stands alone in it; of several, about the one whose address is the page's. Data that is
 * added later counts too.
 *
 * @example
 * const { describe } = fromJsonLd(vitrine);
 * await vitrine.rerank(ids, { describe });
 */
export function fromJsonLd(
  vitrine: Pick<Vitrine, 'track'>,
  page: Document | undefined = globalThis.document,
  { itemId }: JsonLdOptions = {},
): JsonLd {
  if (!page) return { describe: () => null, stop: () => {} };
  const recorder = createRecorder(vitrine, 'json-ld');
  let products: ToldProduct[] = [];
  let viewed: string | undefined;

  const read = () =>
    recorder.record(() => {
      products = readJsonLd(
        [...page.querySelectorAll(scripts)].map(({ textContent }) => textContent ?? ''),
        itemId,
      );
      const shown = pageProduct(products, page)?.itemId;
      const isNew = shown !== undefined && shown !== viewed;
      viewed = shown;
      return isNew ? [{ type: 'view_item', itemId: shown }] : [];
    });
  const restart = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    viewed = undefined;
    read();
  };
  const isData = (node: Node) => node instanceof Element && node.matches(scripts);
  const holdsData = (node: Node) => isData(node) || (node instanceof Element && node.querySelector(scripts) !== null);
  const observer = new MutationObserver((records) => {
    // While a page is parsed, a script comes first and its text after it.
    const hasChanged = ({ target, addedNodes, removedNodes }: MutationRecord) =>
      isData(target) || [...addedNodes, ...removedNodes].some(holdsData);
    if (records.some(hasChanged)) read();
  });
  read();
  observer.observe(page, { childList: true, subtree: true });
  window.addEventListener('pageshow', restart);
  return {
    describe: (id) => products.find((product) => product.itemId === id)?.description ?? null,
    stop() {
      observer.disconnect();
      window.removeEventListener('pageshow', restart);
    },
  };
}

function pageProduct(products: readonly ToldProduct[], page: Document): ToldProduct | undefined {
  const alone = products.filter(({ isTop }) => isTop);
  if (alone.length <= 1) return alone[0];
  return alone.find(({ url }) => url !== undefined && pathOf(url, page) === pathOf(page.URL, page));
}

function pathOf(url: string, page: Document): string | null {
  try {
    return new URL(url, page.baseURI).pathname;
  } catch {
    return null;
  }
}
