import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from '../../chromium-flags.js';
import { test } from '../../shopper.js';
import {
  always,
  cards,
  faultsOf,
  idsOf,
  lastRanking,
  openListPage,
  products,
  readScreen,
  twoFrames,
} from './list-page.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const reversed = [...products].reverse();
const list = `<ul id="list" ${always}>${cards()}</ul>`;
const keep = `<script>window.server = document.querySelector('#list').outerHTML;</script>`;

/** Libraries that bring a list to what the server sends, and use the nodes that are there. */
const morphs: Readonly<Record<string, { script: string; morph: string }>> = {
  Idiomorph: { script: '/npm/idiomorph/dist/idiomorph.min.js', morph: 'Idiomorph.morph(list, server)' },
  'Turbo 8': {
    script: '/npm/@hotwired/turbo/dist/turbo.es2017-umd.js',
    morph: `(() => { const t = document.createElement('template'); t.innerHTML = server; Turbo.morphElements(list, t.content.firstElementChild); })()`,
  },
  'Livewire’s morph (of Alpine)': { script: '/npm/alpinejs/dist/cdn.min.js', morph: 'Alpine.morph(list, server)' },
};

const ranked = (page: Page) => expect.poll(async () => idsOf(await readScreen(page))).toEqual(reversed);

for (const [name, { script, morph }] of Object.entries(morphs)) {
  for (const [keyed, body] of [
    ['', list],
    [' whose items have ids', list.replace(/data-vitrine-item="([\w-]+)"/g, 'id="$1" key="$1" data-vitrine-item="$1"')],
  ] as const) {
    test(`a list${keyed} that ${name} morphs to the shop’s order is ranked again`, async ({ page, shop }) => {
      const plugin = name.startsWith('Livewire') ? '<script src="/npm/@alpinejs/morph/dist/cdn.min.js"></script>' : '';
      await openListPage(page, shop, { body: `${body}${keep}${plugin}<script src="${script}"></script>` });
      expect(await lastRanking(page)).toEqual({ reranked: true });
      await ranked(page);
      for (let i = 0; i < 2; i++) {
        await page.evaluate(morph);
        await twoFrames(page);
        await ranked(page);
        expect(faultsOf(await readScreen(page))).toEqual([]);
      }
    });
  }
}

test('a script that puts the shop’s order back again and again has its way, and is named', async ({ page, shop }) => {
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  const sorter = `<script>{
    const list = document.querySelector('#list');
    const items = [...list.children];
    new MutationObserver(() => {
      if (items.some((item, i) => list.children[i] !== item)) list.append(...items);
    }).observe(list, { childList: true });
  }</script>`;
  await openListPage(page, shop, { body: list + sorter });
  await expect.poll(async () => (await lastRanking(page)).reason).toBe('overruled');
  expect(idsOf(await readScreen(page))).toEqual(products);
  expect(warnings.filter((text) => text.includes('overruled'))).toHaveLength(1);
});

test('an order that the shopper gets from a script of the shop’s stays', async ({ page, shop }) => {
  await openListPage(page, shop, { body: list });
  await lastRanking(page);
  const sorted = [...products].sort();
  await page.evaluate((ids) => {
    const element = document.querySelector('#list')!;
    element.append(...ids.map((id) => element.querySelector(`[data-vitrine-item="${id}"]`)!));
  }, sorted);
  await twoFrames(page);
  expect(idsOf(await readScreen(page))).toEqual(sorted);
});

test('ids that change while a list is asked for are asked for once more', async ({ page, shop }) => {
  await openListPage(page, shop, { body: list.replace(always, 'data-vitrine-apply="always"') });
  await page.waitForFunction(() => !Array.isArray(window.vitrine));
  await page.evaluate(async () => {
    const element = document.querySelector<HTMLElement>('#list')!;
    localStorage.removeItem('vitrine:order');
    element.dataset.vitrineList = 'c';
    await Promise.resolve();
    // Nothing is known at once, so the model is asked: it never comes, and until the deadline the page renders other items.
    const items = [...element.children].map((item) => ({
      id: item.getAttribute('data-vitrine-item')!,
      html: item.innerHTML,
    }));
    for (const [i, item] of [...element.children].entries()) {
      const other = items[(i + 5) % items.length]!;
      item.setAttribute('data-vitrine-item', other.id);
      item.innerHTML = other.html;
    }
  });
  await lastRanking(page);
  const shown = await readScreen(page);
  expect(faultsOf(shown)).toEqual([]);
  const marks = await page.$$eval('#list > li', (items) =>
    items.map((item) => [item.getAttribute('data-vitrine-item'), item.querySelector('a')?.getAttribute('href')]),
  );
  for (const [id, href] of marks) expect(href).toBe(`/item/${id}`);
});
