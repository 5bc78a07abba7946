import { addToCart, countPieces, onCart } from './cart.js';
import type { Catalogue } from './catalogue.js';
import { askConsent } from './consent-banner.js';
import { element } from './element.js';
import { footer } from './footer.js';
import { showReasons } from './reasons.js';

/** What every page has around its own content: header, search, footer, cart buttons, reasons and the question of consent. */
export function framePage(catalogue: Catalogue): void {
  const main = document.querySelector('main');
  main?.before(element('a', { class: 'skip', href: '#main' }, 'Skip to the products'), header(catalogue));
  main?.after(footer());
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-cart-add]') : null;
    if (!button) return;
    addToCart(button.dataset.cartAdd ?? '');
    button.classList.add('added');
    setTimeout(() => button.classList.remove('added'), 900);
  });
  showReasons(catalogue, document);
  void askConsent(document);
}

function header(catalogue: Catalogue): HTMLElement {
  const query = new URLSearchParams(location.search).get('q') ?? '';
  const count = element('span', { class: 'cart-count' });
  onCart((cart) => {
    const pieces = countPieces(cart);
    count.textContent = String(pieces);
    count.hidden = pieces === 0;
  });
  return element(
    'header',
    { class: 'header' },
    element(
      'div',
      { class: 'header-bar' },
      element('a', { class: 'wordmark', href: '/' }, 'vitrine', element('small', {}, 'the demo shop')),
      element(
        'form',
        { class: 'search', role: 'search', action: '/search.html', 'data-vitrine-search': 'q' },
        element('input', {
          type: 'search',
          name: 'q',
          value: query,
          required: true,
          'aria-label': 'Search the shop',
          placeholder: `Search ${catalogue.products.length.toLocaleString('en-GB')} products`,
        }),
        element('button', { type: 'submit', class: 'button' }, 'Search'),
      ),
      element('a', { class: 'cart-link', href: '/cart.html' }, 'Cart', count),
    ),
    element(
      'nav',
      { class: 'categories', 'aria-label': 'Categories' },
      ...catalogue.categories.filter((name) => name !== 'Other').map((name) => categoryLink(name)),
    ),
  );
}

/** The address of a category's page. */
export function categoryUrl(category: string): string {
  return `/category.html?name=${encodeURIComponent(category)}`;
}

function categoryLink(category: string): HTMLAnchorElement {
  const isCurrent = new URLSearchParams(location.search).get('name') === category;
  return element('a', { href: categoryUrl(category), 'aria-current': isCurrent ? 'page' : undefined }, category);
}
