import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { keepRecord } from '../../kept-record.js';
import type { ShopServer } from '../../server.js';
import { hearing, shopOrder } from '../../shop.js';

/** The page's products in the shop's own order; by the record that the device keeps, the last one comes first. */
export const products = shopOrder.slice(0, 12);

export const nameOf = (id: string) => `The ${id}`;
export const priceOf = (id: string) => `€${(10 + shopOrder.indexOf(id) * 1.11).toFixed(2)}`;

/** Name, link and price of a product. */
export const nameHtml = (id: string) => `<a class="name" href="/item/${id}">${nameOf(id)}</a>`;
export const priceHtml = (id: string) => `<b class="price">${priceOf(id)}</b>`;

/** An element that is an item, whole. */
export const card = (id: string, attributes = '', tag = 'li') =>
  `<${tag} data-vitrine-item="${id}"${attributes && ` ${attributes}`}>${nameHtml(id)} ${priceHtml(id)}</${tag}>`;

export const cards = (ids: readonly string[] = products, attributes = '', tag = 'li') =>
  ids.map((id) => card(id, attributes, tag)).join('\n');

/** A list that is ordered as a whole. */
export const always = 'data-vitrine-list="c" data-vitrine-apply="always"';

/** Attributes of the script tag, the same in each of these pages. */
const tag = `src="/vitrine.iife.js" data-model="/model/" data-worker="/vitrine.worker.js" data-consent="granted"
  data-bots="record" data-deadline="300"`;
export const scriptTag = `<script ${tag}></script>`;

export interface ListPage {
  /** What stands in the body before Vitrine, with the scripts of a library (`/npm/PACKAGE/FILE`). */
  readonly body: string;
  readonly head?: string;
  /** Attributes of the root element. */
  readonly root?: string;
  /** Instead of the script tag at the end of the body. */
  readonly script?: string;
}

/**
 * Opens a page whose device keeps an order record, in which the shop's last product is the best. The model never comes,
 * so that nothing but the record orders the page. Libraries come from node_modules.
 */
export async function openListPage(
  page: Page,
  shop: ShopServer,
  { body, head = '', root = '', script = scriptTag }: ListPage,
): Promise<void> {
  await keepRecord(page);
  await page.route('**/model/**', () => {});
  await serveLibraries(page);
  await page.route('**/lists*', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en" ${root}><head><meta charset="utf-8"><title>Shop</title>
        <link rel="icon" href="data:,"><style>
          body { margin: 0; font: 14px/20px sans-serif }
          ul, ol, dl, dd { margin: 0; padding: 0; list-style: none }
          .grid { display: grid; grid-template-columns: repeat(4, 200px) }
          [data-vitrine-item] { min-height: 20px }
          .name, .price { display: inline-block }
        </style><script>${hearing}
          addEventListener('vitrine:rerank', ({ composed }) => { heard.isComposed = composed; });
        </script>${head}</head><body>${body}
        ${script}</body></html>`,
    }),
  );
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${shop.origin}/lists`);
}

/** Serves `/npm/PACKAGE/FILE` from node_modules. */
async function serveLibraries(page: Page): Promise<void> {
  const modules = join(import.meta.dirname, '../../../../node_modules');
  await page.route('**/npm/**', (route) => {
    const file = join(modules, new URL(route.request().url()).pathname.replace(/^\/npm\//, ''));
    if (!existsSync(file)) throw new Error(`${file} is not installed`);
    const contentType = extname(file) === '.css' ? 'text/css' : 'text/javascript';
    return route.fulfill({ contentType, body: readFileSync(file) });
  });
}

/** What was last told of a list, once something was. */
export async function lastRanking(page: Page, slot = 'c'): Promise<{ reranked: boolean; reason?: string }> {
  await page.waitForFunction((name) => window.heard.rankings.some((ranking) => ranking.slot === name), slot);
  await twoFrames(page);
  return page.evaluate((name) => {
    const { reranked, reason } = window.heard.rankings.filter((ranking) => ranking.slot === name).at(-1)!;
    return { reranked, ...(reason ? { reason } : {}) };
  }, slot);
}

export const twoFrames = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** The products on the screen in reading order, each with the price that a shopper reads beside it. */
export interface Shown {
  readonly id: string;
  readonly name: string;
  readonly price: string;
}

/** Reads name, link and price of each product from the screen: by where they are, whatever their elements are. */
export function readScreen(page: Page): Promise<Shown[]> {
  return page.evaluate(() => {
    const isRtl = getComputedStyle(document.querySelector('[data-vitrine-list]') ?? document.body).direction === 'rtl';
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots)
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    const find = (selector: string) =>
      roots
        .flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)])
        .map((node) => ({ node, box: node.getBoundingClientRect() }))
        .filter(({ node, box: { left, top, width, height } }) => {
          if (width === 0 || height === 0) return false;
          const [x, y] = [left + width / 2, top + height / 2];
          let hit = document.elementFromPoint(x, y);
          while (hit?.shadowRoot && !hit.contains(node)) {
            const inner = hit.shadowRoot.elementFromPoint(x, y);
            if (!inner || inner === hit) break;
            hit = inner;
          }
          return node.contains(hit);
        });
    const prices = find('.price');
    return find('.name')
      .sort((a, b) =>
        Math.abs(a.box.top - b.box.top) > 5 ? a.box.top - b.box.top : (a.box.left - b.box.left) * (isRtl ? -1 : 1),
      )
      .map(({ node, box }) => {
        const near = prices
          .filter((price) => price.box.top > box.top - 5)
          .map((price) => ({
            price,
            distance:
              (isRtl
                ? Math.abs(price.box.right - box.left)
                : Math.min(Math.abs(price.box.left - box.left), Math.abs(price.box.left - box.right))) +
              2 * Math.abs(price.box.top - box.top),
          }))
          .sort((a, b) => a.distance - b.distance)[0];
        return {
          id: node.getAttribute('href')?.replace('/item/', '') ?? '',
          name: node.textContent ?? '',
          price: near?.price.node.textContent ?? '',
        };
      });
  });
}

/** What is wrong on a screen: a name, price and link that do not belong together, or a product that shows twice. */
export function faultsOf(shown: readonly Shown[]): string[] {
  const mixed = shown.filter(({ id, name, price }) => name !== nameOf(id) || price !== priceOf(id));
  const ids = shown.map(({ id }) => id);
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  return [
    ...mixed.map(({ id, name, price }) => `${id} shows as ${name} for ${price}`),
    ...twice.map((id) => `${id} shows twice`),
    ...(shown.length < 2 ? ['fewer than two products show'] : []),
  ];
}

/** Ids of the products on the screen, in reading order. */
export const idsOf = (shown: readonly Shown[]) => shown.map(({ id }) => id);

/** The markup of an element, to tell whether it is as the shop sent it. */
export const htmlOf = (page: Page, selector = '[data-vitrine-list]') =>
  page.$eval(selector, (element) => element.innerHTML);
