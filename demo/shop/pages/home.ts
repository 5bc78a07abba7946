import { type Catalogue, loadCatalogue, productsOf } from '../catalogue.js';
import { element } from '../element.js';
import { openGlass } from '../open-glass.js';
import { categoryUrl, framePage } from '../page-frame.js';
import { showPicks } from '../picks.js';
import { drawPicture } from '../picture.js';
import { productList } from '../product-list.js';
import { typicalPicture } from '../typical-picture.js';

const popularCount = 24;

/** What stands in the glass case of the first lines; decoration only. */
const featured = ['22423', '85099B', '22865', '85123A', '22197', '23284'];

const catalogue = await loadCatalogue();
framePage(catalogue);
const main = document.querySelector('main');
main?.append(
  hero(),
  showPicks(catalogue),
  categoryTiles(catalogue),
  element(
    'section',
    {},
    element('h2', {}, 'Popular now'),
    element(
      'p',
      { class: 'note' },
      'The shop’s own order is by real orders; once you have looked around, by your taste as well.',
    ),
    productList(catalogue.products.slice(0, popularCount), { slot: 'home-popular', apply: 'always' }, 'Popular now'),
  ),
);
openGlass(catalogue);

function hero(): HTMLElement {
  const shown = featured.map((id) => catalogue.byId.get(id)).filter((product) => product !== undefined);
  return element(
    'section',
    { class: 'hero' },
    element(
      'div',
      {},
      element('h1', {}, 'The shelves rearrange themselves. Your browser does it, and tells nobody.'),
      element(
        'p',
        {},
        `${catalogue.products.length.toLocaleString('en-GB')} real products and a small neural network, both in this page. Look at three things of one kind, come back, and see what moved, and why.`,
      ),
    ),
    element('div', { class: 'case', 'aria-hidden': 'true' }, ...shown.map(({ picture }) => drawPicture(picture))),
  );
}

function categoryTiles(shop: Catalogue): HTMLElement {
  const tiles = shop.categories
    .filter((name) => name !== 'Other')
    .map((name) => {
      const picture = drawPicture(typicalPicture(productsOf(shop, name)));
      return element('li', {}, element('a', { class: 'category-tile', href: categoryUrl(name) }, picture, name));
    });
  return element('section', {}, element('h2', {}, 'Browse'), element('ul', { class: 'category-tiles' }, ...tiles));
}
