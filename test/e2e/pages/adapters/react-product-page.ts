import { Activity, type ActivityProps, createElement as h, type ReactNode, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useTrackView, VitrineProvider } from 'vitrine/react';
import { giveProductPage, type ProductPage, watched } from './product-page.js';

function Product({ itemId, nth }: { itemId: string | null; nth: number }): ReactNode {
  useTrackView(itemId);
  return h('h1', null, `${itemId} ${nth}`);
}

function Page(): ReactNode {
  const [itemId, show] = useState<string | null>(null);
  const [isHidden, hide] = useState(false);
  const [nth, setNth] = useState(0);
  const page: ProductPage = { show, hide, render: () => setNth(nth + 1) };
  giveProductPage(page);
  const props = { mode: isHidden ? 'hidden' : 'visible' } as ActivityProps; // its children are an argument
  return h(Activity, props, h(Product, { itemId, nth }));
}

createRoot(document.getElementById('root')!).render(
  h(StrictMode, null, h(VitrineProvider, { vitrine: watched }, h(Page))),
);
