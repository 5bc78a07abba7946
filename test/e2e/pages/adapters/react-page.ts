import { createElement } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { shopOrder } from '../../shop.js';
import { errors, type TestPage, vitrine } from './page-vitrine.js';
import { ReactShelf } from './react-shelf.js';

const container = document.getElementById('root')!;
const renders: (readonly string[])[] = [];
let show: TestPage['show'] = () => {};
let root: Root | undefined;

const page: TestPage = {
  vitrine,
  errors,
  renders,
  mount() {
    const onRender = (order: readonly string[], showOthers: TestPage['show']) => {
      renders.push(order);
      show = showOthers;
    };
    const app = createElement(ReactShelf, { ids: shopOrder, onRender });
    if (container.hasChildNodes()) root = hydrateRoot(container, app);
    else {
      root = createRoot(container);
      root.render(app);
    }
  },
  show: (ids) => show(ids),
  unmount: () => root?.unmount(),
};
Object.assign(window, { page });
