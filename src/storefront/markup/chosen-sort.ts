import { nativeValue } from '../../native-value.js';
import { sortAttribute, sortedAttribute } from './markup.js';

/**
 * Whether the shopper chose how a list is sorted: then it is left alone.
 *
 * The list says so itself (`data-vitrine-sorted`), or a control of the page that is marked with `data-vitrine-sort`: a
 * `<select>` whose value is not its first, or not the one that the attribute names (`data-vitrine-sort="relevance"`); or a
 * radio button, link or button that sorts otherwise, once it is checked (`checked`, `aria-current`, `aria-pressed`,
 * `aria-checked` or `aria-selected`).
 */
export function isSortChosen(list: Element): boolean {
  if (list.hasAttribute(sortedAttribute)) return true;
  return [...nativeValue(list.ownerDocument, 'querySelectorAll')(`[${sortAttribute}]`)].some(isChosen);
}

/** Whether a control of the page that is marked so sorts otherwise than the shop. */
export function isChosen(control: Element): boolean {
  const { options, value, checked } = control as Partial<HTMLSelectElement & HTMLInputElement>;
  if (options) return value !== (control.getAttribute(sortAttribute) || options[0]?.value);
  return (
    checked ??
    ['current', 'pressed', 'checked', 'selected'].some(
      (state) => (control.getAttribute(`aria-${state}`) ?? 'false') !== 'false',
    )
  );
}
