import type { ShopEvent, Vitrine } from '../../index.js';
import { nativeValue } from '../../native-value.js';
import { type Report, safely } from '../host/safely.js';
import {
  actionAttribute,
  itemAttribute,
  itemIdOf,
  listAttribute,
  searchAttribute,
  slotOf,
  viewAttribute,
  viewedIdOf,
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
export function recordActions(vitrine: Pick<Vitrine, 'track'>, page: Document, report: Report): () => void {
  const record = (event: ShopEvent | null) => {
    if (event) vitrine.track(event, 'markup');
  };
  const onClick = safely(report, (event: MouseEvent) => record(readClick(event)));
  const onSubmit = safely(report, (event: SubmitEvent) => record(readSearch(event)));
  const listen = nativeValue(page, 'addEventListener');
  const ignore = nativeValue(page, 'removeEventListener');
  listen('click', onClick as EventListener, true);
  // The middle button, which opens an item in a new tab, gives no click.
  listen('auxclick', onClick as EventListener, true);
  listen('submit', onSubmit as EventListener, true);
  return () => {
    ignore('click', onClick as EventListener, true);
    ignore('auxclick', onClick as EventListener, true);
    ignore('submit', onSubmit as EventListener, true);
  };
}

function readClick(event: MouseEvent): ShopEvent | null {
  const isContextMenu = event.button === 2;
  if (isContextMenu) return null;
  // From what was clicked outwards, out of shadow trees too: outside of them the target is the element that holds the tree.
  const path = event.composedPath().filter((node) => node instanceof Element);
  const closest = (selector: string) => path.find((element) => nativeValue(element, 'matches')(selector));
  const item = closest(`[${itemAttribute}]`);
  const control = closest(`[${actionAttribute}]`);
  if (control) {
    const about = item ?? closest(`[${viewAttribute}]`);
    const itemId = about && viewedIdOf(about);
    const type = actions.find((action) => action === control.getAttribute(actionAttribute));
    return type && itemId ? { type, itemId } : null;
  }
  const other = closest(otherControls);
  if (!item || itemIdOf(item) === '' || (other && path.indexOf(other) < path.indexOf(item))) return null;
  const list = closest(`[${listAttribute}]`);
  const listId = list && path.indexOf(list) >= path.indexOf(item) ? slotOf(list) : undefined;
  return { type: 'select_item', itemId: itemIdOf(item), ...(listId ? { listId } : {}) };
}

function readSearch({ target }: SubmitEvent): ShopEvent | null {
  if (!(target instanceof HTMLFormElement)) return null;
  // Its fields may be named like what is read of it: `<input name="elements">`.
  const name = nativeValue(target, 'getAttribute')(searchAttribute);
  if (name === null) return null;
  const field = name
    ? nativeValue(target, 'elements').namedItem(name)
    : nativeValue(target, 'querySelector')('input[type="search"], input[type="text"], input:not([type])');
  const query = field instanceof HTMLInputElement ? field.value.trim() : '';
  return query ? { type: 'search', query } : null;
}
