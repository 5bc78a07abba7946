import { loadCatalogue } from '../catalogue.js';
import { element } from '../element.js';
import { openGlass } from '../open-glass.js';
import { framePage } from '../page-frame.js';
import { productList } from '../product-list.js';
import { searchProducts } from '../search-products.js';

/** The best matches, which Vitrine may order; those after them match too loosely to be moved up. */
const shownCount = 48;

const catalogue = await loadCatalogue();
const query = new URLSearchParams(location.search).get('q')?.trim() ?? '';
const found = query ? searchProducts(catalogue.products, query) : [];
document.title = `${query || 'Search'} - Vitrine demo shop`;
framePage(catalogue);
document
  .querySelector('main')
  ?.append(
    element('h1', {}, query ? `Results for “${query}”` : 'Search the shop'),
    element('p', { class: 'note', role: 'status' }, summary()),
    productList(found.slice(0, shownCount), { slot: 'search', apply: 'always' }, 'Results'),
  );
openGlass(catalogue);

function summary(): string {
  if (!query) return 'Type what you are looking for above: heart, lunch bag, christmas tree …';
  if (found.length === 0) return 'Nothing matches. Try another word, such as heart or lunch bag.';
  return found.length > shownCount ? `The best ${shownCount} of ${found.length} matches` : `${found.length} matches`;
}
