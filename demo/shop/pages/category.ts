import { loadCatalogue, productsOf } from '../catalogue.js';
import { element } from '../element.js';
import { openGlass } from '../open-glass.js';
import { framePage } from '../page-frame.js';
import { type ListOrder, productList } from '../product-list.js';
import { isSortName, sortNames, sortProducts } from '../sort-products.js';

/** One batch of a category; the next comes by "Show more" and is ordered within itself. */
const batchSize = 48;

const catalogue = await loadCatalogue();
const parameters = new URLSearchParams(location.search);
const category = parameters.get('name') ?? catalogue.categories[0];
const wanted = parameters.get('sort');
const sort = isSortName(wanted) ? wanted : 'featured';
const products = sortProducts(productsOf(catalogue, category), sort);
document.title = `${category} - Vitrine demo shop`;
framePage(catalogue);

const shelves = element('div', { class: 'shelves' });
const more = element('button', { type: 'button', class: 'button more' });
more.addEventListener('click', () => {
  const first = showBatch();
  first?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
});
showBatch();
document
  .querySelector('main')
  ?.append(
    element(
      'div',
      { class: 'page-head' },
      element('div', {}, element('h1', {}, category), element('p', { class: 'note' }, `${products.length} products`)),
      sortSelect(),
    ),
    products.length > 0 ? shelves : element('p', {}, 'There is no such category. Choose one above.'),
    more,
  );
openGlass(catalogue);

/** Shows the next batch and returns its list. */
function showBatch(): HTMLUListElement | null {
  const shown = shelves.querySelectorAll('.card').length;
  const batch = products.slice(shown, shown + batchSize);
  if (batch.length === 0) return null;
  const number = shelves.children.length + 1;
  // A sort that the shopper chose is the shopper's: Vitrine gets the featured order only.
  const order: ListOrder =
    sort === 'featured' ? { slot: number === 1 ? 'category' : `category-${number}`, apply: 'always' } : null;
  const list = productList(batch, order, number === 1 ? category : `${category}, part ${number}`);
  shelves.append(list);
  const left = products.length - shown - batch.length;
  more.hidden = left === 0;
  more.textContent = `Show ${Math.min(left, batchSize)} more of ${left}`;
  return list;
}

function sortSelect(): HTMLLabelElement {
  const select = element(
    'select',
    { name: 'sort' },
    ...Object.entries(sortNames).map(([value, label]) => element('option', { value, selected: value === sort }, label)),
  );
  select.addEventListener('change', () => {
    parameters.set('sort', select.value);
    location.search = parameters.toString();
  });
  return element('label', { class: 'sort' }, 'Sort by ', select);
}
