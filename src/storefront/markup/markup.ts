/**
 * The attributes that a shop's markup speaks to Vitrine with.
 *
 * ```html
 * <main data-vitrine-view="85123A">…</main>            the product page of an item
 * <form data-vitrine-search>…</form>                   a search form; a value names its field
 * <ul data-vitrine-list="category" data-vitrine-apply="unseen">
 *   <li data-vitrine-item="85123A" data-vitrine-title="White hanging heart" data-vitrine-pinned>
 *     <a href="/85123A">…</a> <button data-vitrine-action="add_to_cart">Add to cart</button>
 *   </li>
 *   <li data-vitrine-item="85123A-red" data-vitrine-variant-of="85123A">…</li>
 * </ul>
 * ```
 */
export const listAttribute = 'data-vitrine-list';
export const applyAttribute = 'data-vitrine-apply';
export const itemAttribute = 'data-vitrine-item';
export const variantAttribute = 'data-vitrine-variant-of';
export const titleAttribute = 'data-vitrine-title';
export const titleElementAttribute = 'data-vitrine-item-title';
export const pinnedAttribute = 'data-vitrine-pinned';
export const sortAttribute = 'data-vitrine-sort';
export const sortedAttribute = 'data-vitrine-sorted';
export const actionAttribute = 'data-vitrine-action';
export const searchAttribute = 'data-vitrine-search';
export const viewAttribute = 'data-vitrine-view';

/**
 * How a list is reordered: `unseen` moves only items that have never been visible; `always` orders the whole list,
 * once a page view.
 */
export type ApplyMode = 'unseen' | 'always';

/** The items of a list in the page's order; those of a list inside it are not among them. */
export function itemsOf(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(`[${itemAttribute}]`)].filter(
    (item) => itemIdOf(item) !== '' && item.parentElement!.closest(`[${itemAttribute}], [${listAttribute}]`) === list,
  );
}

/**
 * The id of an item; '' where the markup gives none. A variant, such as a colour or a size, goes by the item that it is one of.
 */
export function itemIdOf(element: Element): string {
  return (element.getAttribute(variantAttribute) ?? element.getAttribute(itemAttribute))?.trim() ?? '';
}

/** The id of the item whose product page an element is; '' where the markup gives none. */
export function viewedIdOf(element: Element): string {
  return itemIdOf(element) || (element.getAttribute(viewAttribute)?.trim() ?? '');
}

/** What the markup says of an item: a title of its own, or the text of the element in it that is marked as one. */
export function describeElement(item: Element): { title: string } | null {
  const title = item.getAttribute(titleAttribute) ?? item.querySelector(`[${titleElementAttribute}]`)?.textContent;
  return title?.trim() ? { title } : null;
}

/** The name of a list's place on the page; undefined for a list without one. */
export function slotOf(list: Element): string | undefined {
  return list.getAttribute(listAttribute)?.trim() || undefined;
}

/** `unseen` unless the markup says otherwise: the mode that nobody can notice. */
export function applyModeOf(list: Element): ApplyMode {
  return list.getAttribute(applyAttribute)?.trim() === 'always' ? 'always' : 'unseen';
}
