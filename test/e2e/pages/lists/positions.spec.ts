import { expect } from '@playwright/test';
import { withoutWebgl } from '../../chromium-flags.js';
import { test } from '../../shopper.js';
import {
  always,
  card,
  cards,
  faultsOf,
  htmlOf,
  idsOf,
  lastRanking,
  nameHtml,
  openListPage,
  priceHtml,
  products,
  readScreen,
} from './list-page.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** Cards whose style depends on where the shop put them. */
const styled = (style: (place: number) => string) =>
  products.map((id, place) => card(id, `style="${style(place)}"`)).join('');

const notes = (script: string) => `<script>const list = document.querySelector('[data-vitrine-list]');${script}
  window.before = list.innerHTML;</script>`;

/** Layouts in which the order of the elements is not what the shopper sees. */
const layouts: Readonly<Record<string, string>> = {
  'CSS order, as the elements stand': `<ul class="grid" ${always}>${styled((i) => `order: ${i}`)}</ul>`,
  'CSS order, otherwise': `<ul class="grid" ${always}>${styled((i) => `order: ${(i * 5) % 12}`)}</ul>`,
  'CSS order of the cells around the items': `<div class="grid" ${always}>${products
    .map((id, i) => `<div style="order: ${(i * 5) % 12}">${card(id, '', 'div')}</div>`)
    .join('')}</div>`,
  'a reversed row': `<ul style="display: flex; flex-direction: row-reverse" ${always}>${cards(products.slice(0, 6))}</ul>`,
  'a reversed column': `<ul style="display: flex; flex-direction: column-reverse" ${always}>${cards()}</ul>`,
  'rows that wrap upwards': `<ul style="display: flex; flex-wrap: wrap-reverse; width: 800px" ${always}>${styled(() => 'width: 200px')}</ul>`,
  'places of a grid': `<ul class="grid" ${always}>${styled((i) => `grid-column: ${1 + (i % 4)}; grid-row: ${1 + Math.floor(i / 4)}`)}</ul>`,
  'absolute positions': `<ul style="position: relative; height: 300px" ${always}>${styled(
    (i) => `position: absolute; left: ${200 * (i % 4)}px; top: ${40 * Math.floor(i / 4)}px`,
  )}</ul>`,
  'items without a box of their own': `<ul class="grid" ${always}>${products
    .map((id, i) =>
      card(id, 'style="display: contents"')
        .replace('class="name"', `class="name" style="order: ${i}"`)
        .replace('class="price"', `class="price" style="order: ${i}"`),
    )
    .join('')}</ul>`,
  Masonry: `<ul style="width: 800px" ${always}>${styled((i) => `width: 200px; height: ${40 + ((i * 17) % 50)}px`)}</ul>
    <script src="/npm/masonry-layout/dist/masonry.pkgd.min.js"></script>
    ${notes(`new Masonry(list, { itemSelector: 'li', columnWidth: 200, transitionDuration: 0 });`)}`,
  Isotope: `<ul style="width: 800px" ${always}>${styled(() => 'width: 200px')}</ul>
    <script src="/npm/isotope-layout/dist/isotope.pkgd.min.js"></script>
    ${notes(`new Isotope(list, { itemSelector: 'li', layoutMode: 'fitRows', transitionDuration: 0 });`)}`,
  Flickity: `<ul style="width: 800px" ${always}>${styled(() => 'width: 160px; height: 60px')}</ul>
    <link rel="stylesheet" href="/npm/flickity/dist/flickity.min.css">
    <script src="/npm/flickity/dist/flickity.pkgd.min.js"></script>
    ${notes(`new Flickity(list, { cellAlign: 'left', contain: true, pageDots: false, prevNextButtons: false });`)}`,
};

for (const [kind, body] of Object.entries(layouts)) {
  test(`keeps the shop’s order, to the last node, under ${kind}`, async ({ page, shop }) => {
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    await openListPage(page, shop, { body });
    expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'positioned' });
    if (!kind.includes('box of their own')) expect(faultsOf(await readScreen(page))).toEqual([]);
    const before = await page.evaluate(() => (window as unknown as { before?: string }).before);
    const now = await htmlOf(page);
    expect(now).toBe(before ?? /data-vitrine-apply="always">([\s\S]*)<\/\w+>$/.exec(body)![1]);
    expect(warnings.filter((text) => text.includes('positioned'))).toHaveLength(1);
  });
}

/** Layouts that show the elements in their order, and are ranked. */
const ordered: Readonly<Record<string, string>> = {
  'floats of different heights': `<ul style="width: 800px" ${always}>${styled((i) => `float: left; width: 200px; height: ${30 + ((i * 7) % 20)}px`)}</ul>`,
  'columns of text': `<ul style="columns: 3; width: 800px" ${always}>${cards()}</ul>`,
  'a grid that fills columns': `<ul style="display: grid; grid-auto-flow: column; grid-template-rows: repeat(3, 40px)" ${always}>${cards()}</ul>`,
  'rows from right to left': `<ul dir="rtl" style="display: flex; flex-wrap: wrap; width: 800px" ${always}>${styled(() => 'width: 200px')}</ul>`,
  'pages side by side, each with rows': `<div style="display: flex; gap: 40px" ${always}>${[0, 6]
    .map(
      (from) =>
        `<div style="display: grid; grid-template-columns: repeat(3, 150px)">${cards(products.slice(from, from + 6), '', 'div')}</div>`,
    )
    .join('')}</div>`,
  'a first place that is larger': `<style>li:nth-child(1) { grid-column: span 2; grid-row: span 2 }</style><ul class="grid" ${always}>${cards()}</ul>`,
  'items centred in their rows': `<ul style="display: flex; flex-wrap: wrap; align-items: center; width: 800px" ${always}>${styled((i) => `width: 200px; height: ${30 + ((i * 13) % 40)}px`)}</ul>`,
  'rows of a table': `<table><tbody ${always}>${products.map((id) => `<tr data-vitrine-item="${id}"><td>${nameHtml(id)} ${priceHtml(id)}</td></tr>`).join('')}</tbody></table>`,
};

for (const [kind, body] of Object.entries(ordered)) {
  test(`ranks ${kind}`, async ({ page, shop }) => {
    await openListPage(page, shop, { body });
    expect(await lastRanking(page)).toEqual({ reranked: true });
    const shown = await readScreen(page);
    expect(faultsOf(shown)).toEqual([]);
    expect([...idsOf(shown)].sort()).toEqual([...products].sort());
    expect(
      await page.$$eval('[data-vitrine-item]', (items) => items.map((item) => item.getAttribute('data-vitrine-item'))),
    ).toEqual([...products].reverse());
  });
}
