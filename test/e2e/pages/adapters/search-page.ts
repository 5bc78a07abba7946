import instantsearch from 'instantsearch.js';
import {
  configure,
  hits,
  infiniteHits,
  pagination,
  searchBox,
  sortBy,
  trendingItems,
} from 'instantsearch.js/es/widgets/index.js';
import { createVitrineSearch } from 'vitrine/instantsearch';
import { shopOrder } from '../../shop.js';
import { localIndex } from './local-index.js';
import { errors, givePage, noteMounted, type TestPage, vitrine } from './page-vitrine.js';

document.getElementById('root')!.innerHTML = ['box', 'sort', 'hits', 'pages', 'more', 'trending']
  .map((id) => `<div id="${id}"></div>`)
  .join('');

const asked = new URLSearchParams(location.search);
const followed = asked.has('trending') ? '#trending li' : '#hits li';
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
if (asked.has('trending'))
  search.addWidgets([
    trendingItems({ container: '#trending', transformItems, templates: { item: (hit) => hit.objectID } }),
  ]);
/** What a server found for the page. */
const firstResults = {
  items: {
    state: { index: 'items', hitsPerPage: 12 },
    results: [
      {
        index: 'items',
        query: '',
        page: 0,
        nbPages: 4,
        nbHits: 48,
        hitsPerPage: 12,
        hits: shopOrder.slice(0, 12).map((objectID) => ({ objectID })),
      },
    ],
  },
} as unknown as typeof search._initialResults;
search.on('render', () => {
  const order = [...document.querySelectorAll(followed)].map((hit) => hit.textContent ?? '');
  if (JSON.stringify(order) !== JSON.stringify(renders.at(-1) ?? [])) renders.push(order);
});

const page: TestPage = {
  vitrine,
  errors,
  renders,
  /**
   * With `?late` the middleware comes when the first hits are on the page already, with `?server` a server has sent them; with
   * `?trending` the renders are those of what is recommended.
   */
  mount() {
    if (asked.has('server')) search._initialResults = firstResults;
    if (asked.has('late')) search.once('render', () => setTimeout(() => search.use(middleware)));
    else search.use(middleware);
    search.start();
    // A framework renders what it hydrates; here nobody does yet.
    if (search._initialResults) search.scheduleRender();
    noteMounted();
  },
  show() {},
  unmount: () => search.dispose(),
};
givePage(page);
