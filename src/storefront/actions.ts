import type { ShopEvent, Vitrine } from '../index.js';
import {
  actionAttribute,
  itemAttribute,
  itemIdOf,
  listAttribute,
  searchAttribute,
  slotOf,
  viewAttribute,
} from './markup.js';

const actions = ['add_to_cart', 'remove_from_cart', 'add_to_wishlist'] as const;

/** Controls inside an item that are no way to the item's page. */
const otherControls = 'button, input, select, textarea, label, summary, [role="button"]';

/**
 * Records what the shopper does with marked-up elements: clicks on items, cart buttons and search forms.
 *
 * The listeners sit on the document, so that elements added later count too, and run in the capture phase, so that
 * a shop's own `stopPropagation` does not hide an event from them.
 *
 * @returns stops recording
 */
export function recordActions(vitrine: Pick<Vitrine, 'track'>, page: Document): () => void {
  const record = (event: ShopEvent | null) => {
    if (event) vitrine.track(event, 'markup');
  };
  const onClick = (event: MouseEvent) => record(readClick(event));
  const onSubmit = (event: SubmitEvent) => record(readSearch(event));
  page.addEventListener('click', onClick, true);
  // The middle button, which opens an item in a new tab, gives no click.
  page.addEventListener('auxclick', onClick, true);
  page.addEventListener('submit', onSubmit, true);
  return () => {
    page.removeEventListener('click', onClick, true);
    page.removeEventListener('auxclick', onClick, true);
    page.removeEventListener('submit', onSubmit, true);
  };
}

function readClick({ target, button }: MouseEvent): ShopEvent | null {
  const isContextMenu = button === 2;
  if (!(target instanceof Element) || isContextMenu) return null;
  const item = target.closest(`[${itemAttribute}]`);
  const control = target.closest(`[${actionAttribute}]`);
  if (control) {
    const about = item ?? control.closest(`[${viewAttribute}]`);
    const itemId = about && itemIdOf(about);
    const type = actions.find((action) => action === control.getAttribute(actionAttribute));
    return type && itemId ? { type, itemId } : null;
  }
  const other = target.closest(otherControls);
  if (!item || itemIdOf(item) === '' || (other && other !== item && item.contains(other))) return null;
  const list = item.closest(`[${listAttribute}]`);
  const listId = list ? slotOf(list) : undefined;
  return { type: 'select_item', itemId: itemIdOf(item), ...(listId ? { listId } : {}) };
}

function readSearch({ target }: SubmitEvent): ShopEvent | null {
  if (!(target instanceof HTMLFormElement) || !target.hasAttribute(searchAttribute)) return null;
  const name = target.getAttribute(searchAttribute);
  const field = name
    ? target.elements.namedItem(name)
    : target.querySelector('input[type="search"], input[type="text"], input:not([type])');
  const query = field instanceof HTMLInputElement ? field.value.trim() : '';
  return query ? { type: 'search', query } : null;
}
