import { createElement as h, type ReactNode, StrictMode, Suspense, use, useLayoutEffect, useState } from 'react';
import { Reranked, type RerankedProps, useProfile, useRerank, VitrineProvider } from 'vitrine/react';
import { noteMounted, vitrine } from './page-vitrine.js';

interface Product {
  readonly sku: string;
}

export interface ShelfProps {
  readonly ids: readonly string[];
  /** Hears of each render: the order, and how to show other items. */
  readonly onRender: (order: readonly string[], show: (ids: readonly string[]) => void) => void;
  /** The shelf waits for it, in the browser. */
  readonly code?: Promise<void>;
}

function Shelf({ ids, onRender, code }: ShelfProps): ReactNode {
  const [shown, show] = useState(ids);
  // New objects on each render, as from a filter: the same items all the same.
  const products: Product[] = shown.map((sku) => ({ sku }));
  const { items } = useRerank(products, { slot: 'hook', id: ({ sku }) => sku });
  onRender(
    items.map(({ sku }) => sku),
    show,
  );
  const component: RerankedProps<Product> = {
    items: products,
    slot: 'component',
    id: ({ sku }) => sku,
    children: ({ sku }) => h('li', null, sku),
  };
  // Suspends after the list was rendered for the first time.
  if (code) use(code);
  useLayoutEffect(noteMounted, []);
  const label = useProfile()?.cluster?.label;
  return h(
    'main',
    null,
    h('p', { id: 'cluster' }, label ?? 'nobody yet'),
    h('ol', { id: 'hook' }, ...items.map(({ sku }) => h('li', { key: sku }, sku))),
    h('ul', { id: 'component' }, h(Reranked<Product>, component)),
  );
}

/** The app of the React test page, on the server as in the browser. */
export function ReactShelf(props: ShelfProps): ReactNode {
  return h(
    StrictMode,
    null,
    h(VitrineProvider, { vitrine }, h(Suspense, { fallback: h('p', null, 'Loading…') }, h(Shelf, props))),
  );
}
