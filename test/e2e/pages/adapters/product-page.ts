import type { ShopEvent, Vitrine } from 'vitrine';
import { errors, vitrine } from './page-vitrine.js';

/** The views that a product page has asked to be recorded, by item. */
const viewed: string[] = [];

/** The real Vitrine of a page, which also notes each call of `track`: what the adapter asks for, and not what is made of it. */
export const watched: Vitrine = {
  ...vitrine,
  track(event: ShopEvent, ...rest) {
    if ('itemId' in event) viewed.push(event.itemId);
    return vitrine.track(event, ...rest);
  },
};

/** What tests do with a page that shows one product at a time. */
export interface ProductPage {
  /** Shows a product; null while it is not known yet. */
  readonly show: (itemId: string | null) => void;
  /** Renders the same product once more. */
  readonly render: () => void;
  /** Hides the page without unmounting it, and brings it back. */
  readonly hide: (isHidden: boolean) => void;
}

/** Gives a product page to its test. */
export function giveProductPage(page: ProductPage): void {
  Object.assign(window, { page: { vitrine, errors, ...page, viewed } });
}
