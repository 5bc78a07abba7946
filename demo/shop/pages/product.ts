import { type Catalogue, loadCatalogue, type Product, productsOf } from '../catalogue.js';
import { element } from '../element.js';
import { formatPrice } from '../money.js';
import { openGlass } from '../open-glass.js';
import { categoryUrl, framePage } from '../page-frame.js';
import { drawPicture } from '../picture.js';
import { productList } from '../product-list.js';

const moreCount = 24;

const catalogue = await loadCatalogue();
const product = catalogue.byId.get(new URLSearchParams(location.search).get('id') ?? '');
framePage(catalogue);
const main = document.querySelector('main');
if (product) {
  document.title = `${product.title} - Vitrine demo shop`;
  main?.append(productDetails(product), moreLikeIt(product, catalogue));
} else {
  main?.append(
    element('h1', {}, 'This product is not in the shop'),
    element('a', { href: '/' }, 'Back to the shelves'),
  );
}
openGlass(catalogue);

/** Marked up as the page of an item, so that opening it is a `view_item` and its button an `add_to_cart`. */
function productDetails({ id, title, price, category, orders, picture }: Product): HTMLElement {
  return element(
    'article',
    { class: 'product', 'data-vitrine-view': id },
    drawPicture(picture),
    element(
      'div',
      { class: 'product-text' },
      element('a', { class: 'crumb', href: categoryUrl(category) }, category),
      element('h1', {}, title),
      element('p', { class: 'price' }, formatPrice(price)),
      element(
        'button',
        { type: 'button', class: 'button strong', 'data-vitrine-action': 'add_to_cart', 'data-cart-add': id },
        'Add to cart',
      ),
      element(
        'dl',
        { class: 'facts' },
        element('dt', {}, 'Item'),
        element('dd', {}, id),
        element('dt', {}, 'Popularity'),
        element('dd', {}, orders === 0 ? 'not ordered lately' : `in ${orders} orders of eight weeks`),
        element('dt', {}, 'Picture'),
        element('dd', {}, 'drawn from the title'),
      ),
    ),
  );
}

function moreLikeIt({ id, category }: Product, shop: Catalogue): HTMLElement {
  const others = productsOf(shop, category).filter((other) => other.id !== id);
  return element(
    'section',
    {},
    element('h2', {}, `More in ${category}`),
    productList(others.slice(0, moreCount), { slot: 'product-more', apply: 'unseen' }, `More in ${category}`),
  );
}
