import { createElement } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { shopOrder } from '../../shop.js';
import { errors, givePage, type TestPage, vitrine } from './page-vitrine.js';
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
    const isLate = new URLSearchParams(location.search).has('late');
    const code = isLate ? new Promise<void>((resolve) => setTimeout(resolve, 50)) : undefined;
    const app = createElement(ReactShelf, { ids: shopOrder, onRender, code });
    if (container.hasChildNodes()) root = hydrateRoot(container, app);
    else {
      root = createRoot(container);
      root.render(app);
    }
  },
  show: (ids) => show(ids),
  unmount: () => root?.unmount(),
};
givePage(page);
