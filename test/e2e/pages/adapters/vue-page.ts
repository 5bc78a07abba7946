import { shallowRef } from 'vue';
import { shopOrder } from '../../shop.js';
import { errors, givePage, type TestPage, vitrine } from './page-vitrine.js';
import { createShelf } from './vue-shelf.js';

const renders: (readonly string[])[] = [];
const ids = shallowRef<readonly string[]>(shopOrder);
const container = document.getElementById('root')!;
const app = createShelf(ids, container.hasChildNodes(), (order) => renders.push(order));

const page: TestPage = {
  vitrine,
  errors,
  renders,
  mount: () => void app.mount(container),
  show(others) {
    ids.value = others;
  },
  unmount: () => app.unmount(),
};
givePage(page);
