import { defineVitrineList } from 'vitrine/element';
import { shopOrder } from '../../shop.js';
import { errors, givePage, noteMounted, type TestPage, vitrine } from './page-vitrine.js';

const root = document.getElementById('root')!;

function itemsOf(ids: readonly string[]): string {
  return ids.map((id) => `<li data-vitrine-item="${id}" style="height: 100px">${id}</li>`).join('');
}

const page: TestPage = {
  vitrine,
  errors,
  renders: [],
  mount() {
    defineVitrineList(vitrine);
    noteMounted();
  },
  /** Adds a list in the mode that the address names, or items to the one that is there. */
  show(ids) {
    const list = root.querySelector('#list');
    if (list) list.insertAdjacentHTML('beforeend', itemsOf(ids));
    else {
      const apply = new URLSearchParams(location.search).get('apply') ?? '';
      root.innerHTML = `<vitrine-list name="shelf" apply="${apply}"><ul id="list">${itemsOf(ids)}</ul></vitrine-list>`;
    }
  },
  unmount: () => root.replaceChildren(),
};
// The list is on the page before the element is defined.
if (!root.querySelector('#list')) page.show(shopOrder);
givePage(page);
