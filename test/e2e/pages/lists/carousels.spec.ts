import { expect } from '@playwright/test';
import { withoutWebgl } from '../../chromium-flags.js';
import { test } from '../../shopper.js';
import {
  always,
  card,
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

const splide = (options: string) => `<link rel="stylesheet" href="/npm/@splidejs/splide/dist/css/splide-core.min.css">
  <div class="splide" style="width: 800px"><div class="splide__track"><ul class="splide__list" ${always}>
  ${cards(products, 'class="splide__slide"')}</ul></div></div>
  <script src="/npm/@splidejs/splide/dist/js/splide.min.js"></script>
  <script>window.carousel = new Splide('.splide', { perPage: 4, speed: 0, pagination: false, arrows: false, ${options} }).mount();</script>`;

const slick = (options: string) => `<link rel="stylesheet" href="/npm/slick-carousel/slick/slick.css">
  <div style="width: 800px" ${always}>${cards(products, '', 'div')}</div>
  <script src="/npm/jquery/dist/jquery.min.js"></script><script src="/npm/slick-carousel/slick/slick.min.js"></script>
  <script>$('[data-vitrine-list]').slick({ slidesToShow: 4, arrows: false, speed: 0, ${options} });</script>`;

const swiper = (options: string) => `<link rel="stylesheet" href="/npm/swiper/swiper-bundle.min.css">
  <div class="swiper" style="width: 800px"><div class="swiper-wrapper" ${always}>${cards(products, 'class="swiper-slide"', 'div')}</div></div>
  <script src="/npm/swiper/swiper-bundle.min.js"></script>
  <script>window.carousel = new Swiper('.swiper', { slidesPerView: 4, speed: 0, ${options} });</script>`;

/** Carousels that go round. */
const round: Readonly<Record<string, string>> = {
  'Splide with copies of its slides': splide(`type: 'loop'`),
  'Slick with copies of its slides': slick('infinite: true'),
  'Swiper that takes its slides round': swiper('loop: true'),
};

for (const [kind, body] of Object.entries(round)) {
  test(`leaves alone ${kind}, wherever it is taken`, async ({ page, shop }) => {
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    await openListPage(page, shop, { body });
    expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'carousel' });
    expect(idsOf(await readScreen(page))).toEqual(products.slice(0, 4));
    await page.evaluate((name) => {
      const { carousel } = window as unknown as { carousel: { go?(to: string): void; slideNext?(): void } };
      for (let i = 0; i < 10; i++) {
        carousel?.go?.('>');
        carousel?.slideNext?.();
        if (name.startsWith('Slick'))
          (window as never as { $(list: string): { slick(what: string): void } })
            .$('[data-vitrine-list]')
            .slick('slickNext');
      }
    }, kind);
    await twoFrames(page);
    const shown = await readScreen(page);
    expect(faultsOf(shown)).toEqual([]);
    expect(shown).toHaveLength(4);
    expect(warnings.filter((text) => text.includes('carousel'))).toHaveLength(1);
  });
}

test('a carousel that starts once the list was ranked copies the slides in that order', async ({ page, shop }) => {
  const late = splide(`type: 'loop'`).replace(
    /<script>[\s\S]*/,
    `<script>addEventListener('vitrine:rerank', () =>
    new Splide('.splide', { type: 'loop', perPage: 4, speed: 0, pagination: false, arrows: false }).mount(), { once: true });</script>`,
  );
  await openListPage(page, shop, { body: late });
  expect(await lastRanking(page)).toEqual({ reranked: true });
  const shown = await readScreen(page);
  expect(faultsOf(shown)).toEqual([]);
  expect(idsOf(shown)).toEqual(reversed.slice(0, 4));
});

/** Carousels with an end, and how a shop tells them of the order. */
const straight: Readonly<Record<string, { body: string; update: string; next: string }>> = {
  Splide: { body: splide(`type: 'slide'`), update: 'carousel.refresh()', next: `carousel.go('>')` },
  Swiper: { body: swiper(''), update: 'carousel.update()', next: 'carousel.slideTo(4)' },
  Slick: {
    body: slick('infinite: false, slidesToScroll: 4'),
    update: `$('[data-vitrine-list]').slick('setPosition')`,
    next: `$('[data-vitrine-list]').slick('slickNext')`,
  },
};

for (const [name, { body, update, next }] of Object.entries(straight)) {
  test(`ranks the slides of ${name}, which hears of it by vitrine:rerank`, async ({ page, shop }) => {
    const heard = `<script>addEventListener('vitrine:rerank', () => ${update});</script>`;
    await openListPage(page, shop, { body: body + heard });
    expect(await lastRanking(page)).toEqual({ reranked: true });
    const shown = await readScreen(page);
    expect(faultsOf(shown)).toEqual([]);
    expect(idsOf(shown)).toEqual(reversed.slice(0, 4));
    await page.evaluate(next);
    await twoFrames(page);
    const after = await readScreen(page);
    expect(faultsOf(after)).toEqual([]);
    expect(idsOf(after)).toEqual(reversed.slice(4, 8));
  });
}

test('a virtual list is left alone, and shows each product once wherever it is scrolled', async ({ page, shop }) => {
  const rows = Array.from({ length: 40 }, (_, i) => products.map((id) => card(`${id}-${i}`))).flat();
  const body = `<div id="scroll" class="clusterize-scroll" style="height: 300px; overflow: auto"><ul id="content" class="clusterize-content" ${always}></ul></div>
    <script src="/npm/clusterize.js/clusterize.min.js"></script>
    <script>new Clusterize({ rows: ${JSON.stringify(rows)}, scrollId: 'scroll', contentId: 'content' });</script>`;
  await openListPage(page, shop, { body });
  expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'virtual' });
  await page.$eval('#scroll', (scroller) => {
    scroller.scrollTop = 5000;
  });
  await twoFrames(page);
  const ids = idsOf(await readScreen(page));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(5);
});
