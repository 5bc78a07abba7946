import instantsearch from 'instantsearch.js';
import { configure, hits, infiniteHits, pagination, searchBox, sortBy } from 'instantsearch.js/es/widgets/index.js';
import { createVitrineSearch } from 'vitrine/instantsearch';
import { shopOrder } from '../../shop.js';
import { localIndex } from './local-index.js';
import { errors, givePage, noteMounted, type TestPage, vitrine } from './page-vitrine.js';

document.getElementById('root')!.innerHTML = ['box', 'sort', 'hits', 'pages', 'more']
  .map((id) => `<div id="${id}"></div>`)
  .join('');

const renders: (readonly string[])[] = [];
const search = instantsearch({ indexName: 'items', searchClient: localIndex(shopOrder) });
const { middleware, transformItems } = createVitrineSearch(vitrine);

search.addWidgets([
  configure({ hitsPerPage: 12 }),
  searchBox({ container: '#box' }),
  sortBy({
    container: '#sort',
    items: [
      { label: 'Best', value: 'items' },
      { label: 'By name', value: 'items_by_name' },
    ],
  }),
  hits({ container: '#hits', transformItems, templates: { item: (hit) => hit.objectID } }),
  infiniteHits({ container: '#more', transformItems, templates: { item: (hit) => hit.objectID } }),
  pagination({ container: '#pages' }),
]);
search.on('render', () => {
  const order = [...document.querySelectorAll('#hits li')].map((hit) => hit.textContent ?? '');
  if (JSON.stringify(order) !== JSON.stringify(renders.at(-1) ?? [])) renders.push(order);
});

const page: TestPage = {
  vitrine,
  errors,
  renders,
  /** With `?late` the middleware comes when the first hits are on the page already. */
  mount() {
    if (new URLSearchParams(location.search).has('late'))
      search.once('render', () => setTimeout(() => search.use(middleware)));
    else search.use(middleware);
    search.start();
    noteMounted();
  },
  show() {},
  unmount: () => search.dispose(),
};
givePage(page);
