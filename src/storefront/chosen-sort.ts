import { nativeValue } from '../native-value.js';
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

function isChosen(control: Element): boolean {
  if (control instanceof HTMLSelectElement) {
    return control.value !== (control.getAttribute(sortAttribute) || control.options[0]?.value);
  }
  if (control instanceof HTMLInputElement) return control.checked;
  return ['current', 'pressed', 'checked', 'selected'].some(
    (state) => (control.getAttribute(`aria-${state}`) ?? 'false') !== 'false',
  );
}
