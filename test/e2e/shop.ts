import { itemsPerKind, kinds } from '../fixtures/tiny-model.js';

/** How the pages of the test shop carry Vitrine. */
export interface ShopSettings {
  /** Attributes of the script tag beside `src`. */
  tag: Record<string, string>;
  /** Attributes of the head script beside `src`; null for none. With `data-main` it adds the script tag itself. */
  first: Record<string, string> | null;
  /** `data-vitrine-apply` of the list on the home page. */
  apply: 'unseen' | 'always';
  /** Runs before anything else on every page, as a shop's own inline script would. */
  inlineScript: string;
  /** Headers of every page, such as a content security policy. */
  pageHeaders: Record<string, string>;
  /** No inline script, no inline style: what would stand inline is `/heard.js`. */
  isStrict: boolean;
}

export const defaultSettings: ShopSettings = {
  tag: {
    'data-model': '/model/',
    'data-worker': '/vitrine.worker.js',
    'data-consent': 'granted',
    // The browser that these tests steer plays a shopper.
    'data-bots': 'record',
    // What is shown here is what the shopper gets in the end, on however busy a machine.
    'data-deadline': '3000',
  },
  first: null,
  apply: 'always',
  inlineScript: '',
  pageHeaders: {},
  isStrict: false,
};

/** Notes on each page what happens there, before anything else runs. It uses no method that a test may take from the page. */
export const hearing = `
      window.heard = { rankings: [], errors: [] };
      addEventListener('vitrine:error', ({ detail }) => { heard.errors[heard.errors.length] = detail.code; });
      addEventListener('vitrine:rerank', ({ detail, target }) => {
        const ids = [];
        for (const item of detail.items) ids[ids.length] = item.dataset.vitrineItem;
        const { reranked, reason } = detail;
        heard.rankings[heard.rankings.length] = { slot: target.dataset.vitrineList, reranked, reason, ids };
      });
      if (!Array.isArray(window.vitrine)) window.vitrine = [];`;

/** The home page's items in the shop's own order: the kinds take turns, so that each row of six holds every kind. */
export const shopOrder = Array.from({ length: itemsPerKind }, (_, i) => kinds.map((kind) => `${kind}-${i + 1}`)).flat();

/** Items in the first row of the home page. */
export const rowLength = kinds.length;

/**
 * A plain-HTML shop: `/` lists everything, `/item/ID` is a product page, `/search?q=` shows what was searched for.
 *
 * @returns undefined for a path that the shop does not have
 */
export function renderShop(url: URL, settings: ShopSettings): string | undefined {
  if (url.pathname === '/') return layout(home(settings), settings);
  if (url.pathname === '/search') return layout(`<p>You searched.</p>${home(settings)}`, settings);
  const itemId = /^\/item\/([\w-]+)$/.exec(url.pathname)?.[1];
  return itemId && shopOrder.includes(itemId) ? layout(product(itemId), settings) : undefined;
}

function home({ apply }: ShopSettings): string {
  const items = shopOrder.map(
    (id) => `<li data-vitrine-item="${id}"><a href="/item/${id}">${id}</a>
      <button data-vitrine-action="add_to_cart">Add to cart</button></li>`,
  );
  return `<form action="/search" data-vitrine-search><input name="q" type="search" aria-label="Search"></form>
    <ul data-vitrine-list="home" data-vitrine-apply="${apply}">${items.join('\n')}</ul>`;
}

function product(itemId: string): string {
  return `<main data-vitrine-view="${itemId}"><h1>${itemId}</h1>
    <button data-vitrine-action="add_to_cart">Add to cart</button> <a href="/">Home</a></main>`;
}

function layout(body: string, { tag, first, inlineScript, isStrict }: ShopSettings): string {
  const scriptTag = (attributes: Record<string, string>) =>
    `<script ${Object.entries(attributes)
      .map(([name, value]) => `${name}="${value}"`)
      .join(' ')}></script>`;
  const early = first ? scriptTag({ src: '/vitrine.first.js', ...first }) : '';
  const main = first?.['data-main'] ? '' : scriptTag({ async: '', src: '/vitrine.iife.js', ...tag });
  const head = isStrict
    ? '<script src="/heard.js"></script>'
    : `<link rel="icon" href="data:,">
    <style>
      body { margin: 0; font: 16px/1.4 sans-serif }
      ul { display: grid; grid-template-columns: repeat(${rowLength}, 1fr); gap: 8px; margin: 0; padding: 0 }
      li { list-style: none; height: 180px; background: #eee }
    </style>
    <script>${hearing}
      ${inlineScript}
    </script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}
    ${early}${main}</head><body>${body}
</body></html>`;
}
