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

const [a, b, c, d, e, f] = products as [string, string, string, string, string, string];
const item = (id: string, tag: string) => `<${tag} data-vitrine-item="${id}">${nameHtml(id)}</${tag}>`;

/** Lists whose items do not hold all of their product. */
const companions: Readonly<Record<string, string>> = {
  'a description list': `<dl ${always}>${products.map((id) => `${item(id, 'dt')}<dd>${priceHtml(id)}</dd>`).join('')}</dl>`,
  'a description list whose prices are the items': `<dl ${always}>${products
    .map((id) => `<dt>${nameHtml(id)}</dt><dd data-vitrine-item="${id}">${priceHtml(id)}</dd>`)
    .join('')}</dl>`,
  'a table with a row of details below each item': `<table><tbody ${always}>${products
    .map((id) => `<tr data-vitrine-item="${id}"><td>${nameHtml(id)}</td></tr><tr><td>${priceHtml(id)}</td></tr>`)
    .join('')}</tbody></table>`,
  'a price behind each item, in a cell around both': `<ul ${always}>${products
    .map((id) => `<li>${item(id, 'span')} ${priceHtml(id)}</li>`)
    .join('')}</ul>`,
  'a price behind the box of each item, one level up': `<ul ${always}>${products
    .map((id) => `<li><div>${item(id, 'span')}</div><div>${priceHtml(id)}</div></li>`)
    .join('')}</ul>`,
  'a price that is text between the items': `<p ${always}>${products
    .map((id) => `${item(id, 'span')} <!-- price --> ${priceHtml(id).replace(/<.?b.*?>/g, '')}<br>`)
    .join('')}</p>`,
  'a table of columns': `<table ${always}><tr>${products
    .slice(0, 4)
    .map((id) => item(id, 'td'))
    .join('')}</tr>
    <tr>${products
      .slice(0, 4)
      .map((id) => `<td>${priceHtml(id)}</td>`)
      .join('')}</tr></table>`,
  'a table of columns with a heading for each row': `<table ${always}>
    <tr><th></th>${products
      .slice(0, 4)
      .map((id) => item(id, 'th'))
      .join('')}</tr>
    <tr><th>Price</th>${products
      .slice(0, 4)
      .map((id) => `<td>${priceHtml(id)}</td>`)
      .join('')}</tr></table>`,
  'a grid with a line of names and a line of prices': `<div class="grid" ${always}>
    ${products
      .slice(0, 4)
      .map((id) => item(id, 'div'))
      .join('')}
    ${products
      .slice(0, 4)
      .map((id) => `<div>${priceHtml(id)}</div>`)
      .join('')}</div>`,
  'rows of names and rows of prices': `<div ${always}>${[0, 4, 8]
    .map((from) => products.slice(from, from + 4))
    .map(
      (ids) => `<div class="grid">${ids.map((id) => item(id, 'div')).join('')}</div>
      <div class="grid">${ids.map((id) => `<div>${priceHtml(id)}</div>`).join('')}</div>`,
    )
    .join('')}</div>`,
  'table rows that share a cell': `<table><tbody ${always}>${products
    .map((id, i) =>
      i % 2
        ? `<tr data-vitrine-item="${id}"><td>${nameHtml(id)} ${priceHtml(id)}</td></tr>`
        : `<tr data-vitrine-item="${id}"><td>${nameHtml(id)} ${priceHtml(id)}</td><td rowspan="2">A pair</td></tr>`,
    )
    .join('')}</tbody></table>`,
};

for (const [kind, body] of Object.entries(companions)) {
  test(`keeps the shop’s order of ${kind}`, async ({ page, shop }) => {
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    await openListPage(page, shop, { body });
    expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'between-items' });
    const shown = await readScreen(page);
    if (kind !== 'a price that is text between the items') expect(faultsOf(shown)).toEqual([]);
    expect(idsOf(shown)).toEqual(products.slice(0, shown.length));
    expect(warnings.filter((text) => text.includes('between-items'))).toHaveLength(1);
  });
}

test('an item with something of its own behind it stays with that, and the others are ranked', async ({
  page,
  shop,
}) => {
  const rows = products.map((id) =>
    id === c
      ? `<tr data-vitrine-item="${id}"><td>${nameHtml(id)}</td></tr><tr><td>${priceHtml(id)}</td></tr>`
      : `<tr data-vitrine-item="${id}"><td>${nameHtml(id)}</td><td>${priceHtml(id)}</td></tr>`,
  );
  await openListPage(page, shop, { body: `<table><tbody ${always}>${rows.join('')}</tbody></table>` });
  expect(await lastRanking(page)).toEqual({ reranked: true });
  const shown = await readScreen(page);
  expect(faultsOf(shown)).toEqual([]);
  // d stands behind what may be its own.
  expect(idsOf(shown)).toEqual([b, a, c, d, ...products.slice(4).reverse()]);
});

test('headings part a list: each group is ranked apart', async ({ page, shop }) => {
  const groups = [products.slice(0, 4), products.slice(4, 8), products.slice(8)];
  const body = `<section ${always}>${groups.map((ids, i) => `<h2>Group ${i}</h2>${cards(ids, '', 'div')}`).join('')}</section>`;
  await openListPage(page, shop, { body });
  expect(await lastRanking(page)).toEqual({ reranked: true });
  const shown = await readScreen(page);
  expect(faultsOf(shown)).toEqual([]);
  expect(idsOf(shown)).toEqual(groups.flatMap((ids) => [...ids].reverse()));
});

test('what says that it stays parts nothing, nor do scripts, and what stands around the items', async ({
  page,
  shop,
}) => {
  const body = `<section ${always}><h2>Best of all</h2><p>Some text.</p><ul>${cards([a, b, c])}
    <li data-vitrine-pinned id="ad">An advertisement</li><script>window.ran = true</script>${cards([d, e, f])}</ul>
    <button>More</button></section>`;
  await openListPage(page, shop, { body });
  expect(await lastRanking(page)).toEqual({ reranked: true });
  const shown = await readScreen(page);
  expect(faultsOf(shown)).toEqual([]);
  expect(idsOf(shown)).toEqual([f, e, d, c, b, a]);
  expect(await page.$eval('#ad', (ad) => [...(ad.parentElement?.children ?? [])].indexOf(ad))).toBe(3);
});

test('an id twice leaves the list as it is; a variant of an item that is there, too, does not', async ({
  page,
  shop,
}) => {
  await openListPage(page, shop, { body: `<ul ${always}>${cards([a, b, c, a, d])}</ul>` });
  expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'repeated-item' });
  expect(idsOf(await readScreen(page))).toEqual([a, b, c, a, d]);
  const variant = card(`${a}`, `data-vitrine-variant-of="${a}"`).replace(`"${a}"`, `"${a}-red"`);
  await page.evaluate(
    (html) => {
      window.heard.rankings.length = 0;
      document.querySelector('ul')!.innerHTML = html;
    },
    `${cards([a, b, c])}${variant}`,
  );
  expect(await lastRanking(page)).toEqual({ reranked: true });
  expect(idsOf(await readScreen(page))).toEqual([c, b, a, a]);
});

test('an item inside an item moves with it', async ({ page, shop }) => {
  const inner = (id: string) => `<div data-vitrine-item="${id}">${nameHtml(id)} ${priceHtml(id)}</div>`;
  const outer = (id: string, other: string) =>
    `<li data-vitrine-item="${id}">${nameHtml(id)} ${priceHtml(id)}${inner(other)}</li>`;
  await openListPage(page, shop, { body: `<ul ${always}>${outer(a, b)}${outer(c, d)}${card(e)}</ul>` });
  expect(await lastRanking(page)).toEqual({ reranked: true });
  const shown = await readScreen(page);
  expect(faultsOf(shown)).toEqual([]);
  expect(idsOf(shown)).toEqual([e, c, d, a, b]);
  expect(await htmlOf(page)).toContain(inner(b));
});
