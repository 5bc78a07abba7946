import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { writeOrderRecord } from '../../src/ranking/order-record.js';
import { withoutWebgl } from './chromium-flags.js';
import { framesOf, movedItems, watchFrames } from './frames.js';
import { type KeptRecord, keepRecord, reversedOrder, reversedRecord } from './kept-record.js';
import { shopOrder } from './shop.js';
import { homeOrder, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const script = readFileSync(join(import.meta.dirname, '../../dist/vitrine.first.js'), 'utf8');
const text = writeOrderRecord(reversedRecord);

let exceptions: string[] = [];

test.beforeEach(({ page, shop }) => {
  exceptions = [];
  page.on('pageerror', ({ message }) => exceptions.push(message));
  shop.settings.first = { 'data-consent': 'granted' };
  shop.replaced.set('/vitrine.iife.js', '// never comes');
});

// Whatever the page holds: nothing is thrown into it.
test.afterEach(() => {
  expect(exceptions).toEqual([]);
});

/** Opens the home page; returns the order that it is painted in. */
async function openHome(page: Page): Promise<string[]> {
  await page.goto('/');
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  return homeOrder(page);
}

/** Opens the home page until it is painted whole: a busy machine may paint a part of the list first. */
async function expectHome(page: Page, wanted: readonly string[]): Promise<void> {
  await expect(async () => {
    expect((await openHome(page)).slice(0, wanted.length)).toEqual(wanted);
  }).toPass({ timeout: 30_000 });
}

const ordered: Record<string, KeptRecord & { attributes?: Record<string, string> }> = {
  'a record of this shopper': {},
  'a yes of their own, although the shop only asks': {
    attributes: { 'data-consent': 'pending' },
    keys: { consent: 'granted' },
  },
  'a lot above the share that is held out': { keys: { experiment: '{"lot":1000}' } },
  'an erasure under another grant': { keys: { erased: 'g0 5' } },
  'another namespace, where the record is': {
    attributes: { 'data-namespace': 'other' },
    keys: {},
  },
};

const kept: Record<string, KeptRecord & { attributes?: Record<string, string> }> = {
  'a record of another version': { text: text.replace('[1,', '[2,') },
  'a record that is cut off': { text: text.slice(0, -40) },
  'a record that is too large': { text: text + ' '.repeat(16_000) },
  'a record that is no list': { text: '{"itemIds":[]}' },
  'a record of items that are gone': { text: text.replaceAll('-', '_') },
  'a record of less than half of the list': {
    text: writeOrderRecord({ ...reversedRecord, itemIds: shopOrder.slice(0, 23) }),
  },
  'a record from a grant that has ended': { madeUnder: 'g0' },
  'a record from before an erasure': { keys: { erased: 'g1 1700000000001' } },
  'a shop that says no': { attributes: { 'data-consent': 'denied' }, keys: { consent: 'granted' } },
  'a shop that only asks': { attributes: { 'data-consent': 'pending' } },
  'a lot below the share that is held out': { keys: { experiment: '{"lot":999}' } },
  'a lot below the share that the page names': {
    attributes: { 'data-holdout': '0.5' },
    keys: { experiment: '{"lot":4999}' },
  },
  'a tester who wants to see the holdout': { keys: { experiment: '{"lot":5000,"forced":"holdout"}' } },
};

for (const [what, { attributes, ...record }] of Object.entries(ordered)) {
  test(`orders the list by ${what}`, async ({ page, shop }) => {
    Object.assign(shop.settings.first!, attributes);
    await keepRecord(page, record);
    if (attributes?.['data-namespace'])
      await page.addInitScript(() => {
        for (const key of ['grant', 'order']) {
          localStorage.setItem(`other:${key}`, localStorage.getItem(`vitrine:${key}`)!);
          localStorage.removeItem(`vitrine:${key}`);
        }
      });
    await expectHome(page, reversedOrder.slice(0, 24));
  });
}

for (const [what, { attributes, ...record }] of Object.entries(kept)) {
  test(`keeps the shop's order for ${what}`, async ({ page, shop }) => {
    Object.assign(shop.settings.first!, attributes);
    await keepRecord(page, record);
    expect(await openHome(page)).toEqual(shopOrder);
  });
}

test('takes the privacy signal for a no, unless the shopper said yes', async ({ page }) => {
  await keepRecord(page);
  await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  expect(await openHome(page)).toEqual(shopOrder);
  await keepRecord(page, { keys: { consent: 'granted' } });
  await expectHome(page, reversedOrder.slice(0, 1));
});

test('takes a no that waits for the main script for one', async ({ page, shop }) => {
  await keepRecord(page, { keys: { consent: 'granted' } });
  shop.rewritePage = (html) => html.replace('<ul', `<script>vitrine.setConsent('denied')</script><ul`);
  expect(await openHome(page)).toEqual(shopOrder);
});

test("keeps the shop's order where localStorage throws", async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    }),
  );
  expect(await openHome(page)).toEqual(shopOrder);
});

test('needs no room in localStorage', async ({ page }) => {
  await keepRecord(page);
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await expectHome(page, reversedOrder.slice(0, 1));
});

test('takes a record as it stands while another tab writes', async ({ page, context, shop }) => {
  await keepRecord(page);
  const other = await context.newPage();
  shop.settings.first = null;
  await other.goto('/item/toy-1');
  await other.evaluate((record) => {
    setInterval(() =>
      localStorage.setItem('vitrine:order', `g1 0 ${record.slice(0, Math.random() * 2 * record.length)}`),
    );
  }, text);
  shop.settings.first = { 'data-consent': 'granted' };
  for (let i = 0; i < 10; i++) {
    const order = await openHome(page);
    expect([...order].sort()).toEqual([...shopOrder].sort());
  }
});

test('orders a list in pieces: what is painted stays, the rest is ordered behind it', async ({ page, shop }) => {
  shop.settings.inlineScript = watchFrames;
  await keepRecord(page);
  shop.rewritePage = (html) =>
    html
      .replace('<li data-vitrine-item="candle-3"', '<!--pause--><li data-vitrine-item="candle-3"')
      .replace('>card-5</a>', '>card<!--pause-->-5</a>');
  await page.goto('/');
  const order = await homeOrder(page);
  const pieces = [shopOrder.slice(0, 12), shopOrder.slice(12, 28), shopOrder.slice(28)];
  // The item that the parser is still in, card-5, stays where it is.
  expect(order.slice(0, 12)).toEqual(pieces[0].reverse());
  expect(order.slice(12, 28)).toEqual([...pieces[1].slice(0, -1).reverse(), 'card-5']);
  expect(order.slice(28).sort()).toEqual(pieces[2].sort());
  expect(order[28]).toMatch(/-8$|-7$/);
  const frames = await framesOf(page);
  expect(movedItems(frames)).toEqual([]);
  expect(await page.evaluate(() => window.shifts0)).toEqual([]);
});

test('keeps pinned items, items without a score, and whatever stands between them, in place', async ({
  page,
  shop,
}) => {
  const itemIds = shopOrder.filter((id) => id !== 'bag-1');
  await keepRecord(page, {
    text: writeOrderRecord({ ...reversedRecord, itemIds, scores: itemIds.map((_, place) => place) }),
  });
  shop.rewritePage = (html) =>
    html
      .replace('data-vitrine-item="mug-1"', 'data-vitrine-pinned $&')
      .replace('<li data-vitrine-item="bag-2"', '<li id="ad"></li>$&');
  const order = await openHome(page);
  expect([order[1], order[2]]).toEqual(['mug-1', 'bag-1']);
  expect(order[0]).toBe(reversedOrder[0]);
  const adPlace = await page.$eval('#ad', (ad) => [...(ad.parentElement?.children ?? [])].indexOf(ad));
  expect(adPlace).toBe(shopOrder.indexOf('bag-2'));
});

test('leaves a list alone that the shopper has sorted', async ({ page, shop }) => {
  await keepRecord(page);
  const sorted = '<select data-vitrine-sort><option>ours<option selected>by price</select><ul';
  for (const changed of [sorted, '<a data-vitrine-sort aria-current="true"></a><ul', '<ul data-vitrine-sorted']) {
    shop.rewritePage = (html) => html.replace('<ul', changed);
    expect(await openHome(page)).toEqual(shopOrder);
  }
  shop.rewritePage = (html) => html.replace('<ul', sorted.replace(' selected', ''));
  await expectHome(page, reversedOrder.slice(0, 1));
});

test('counts the shop’s own order by its weight', async ({ page }) => {
  await keepRecord(page, { text: writeOrderRecord({ ...reversedRecord, positionWeight: 1000 }) });
  expect(await openHome(page)).toEqual(shopOrder);
});

test('orders a list at once for a script behind it, by the rules of the shop', async ({ page, shop }) => {
  await keepRecord(page);
  const rules = `[{ name: 'first', stage: 0, apply: ({ items, order }) => {
    const mug = items.findIndex((item) => item.dataset.vitrineItem === 'mug-5');
    return { order: [mug, ...order.filter((item) => item !== mug)] };
  } }]`;
  shop.rewritePage = (html) =>
    html.replace(
      '</ul>',
      `</ul><script>vitrine.order(document.querySelector('ul'), { rules: ${rules} });
        window.atOnce = [...document.querySelectorAll('[data-vitrine-item]')].map((item) => item.dataset.vitrineItem);
      </script>`,
    );
  await openHome(page);
  const wanted = ['mug-5', ...reversedOrder.filter((id) => id !== 'mug-5')];
  expect(await page.evaluate(() => (window as unknown as { atOnce: string[] }).atOnce)).toEqual(wanted);
  // Without consent a rule that needs no scores holds all the same.
  shop.settings.first = {};
  await page.goto('/');
  const ruled = await page.evaluate(() => (window as unknown as { atOnce: string[] }).atOnce);
  expect(ruled).toEqual(['mug-5', ...shopOrder.filter((id) => id !== 'mug-5')]);
});

test("a rule that throws leaves the shop's order and waits for whoever hears of errors", async ({ page, shop }) => {
  await keepRecord(page);
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  const rules = `[{ name: 'broken', stage: 0, apply() { throw new Error('no such field'); } }]`;
  shop.rewritePage = (html) =>
    html.replace('</ul>', `</ul><script>vitrine.order(document.querySelector('ul'), { rules: ${rules} })</script>`);
  shop.rewritePage = (
    (before) => (html: string) =>
      before(html).replace('<ul', '<p></p><ul')
  )(shop.rewritePage);
  await openHome(page);
  expect(warnings.some((warning) => warning.includes('no such field'))).toBe(true);
  const waiting = await page.evaluate(() => (window.vitrine as unknown as [string][]).map(([method]) => method));
  expect(waiting).toContain('fail');
});

test('leaves lists in templates and shadow trees alone', async ({ page, shop }) => {
  await keepRecord(page);
  shop.rewritePage = (html) => {
    const [list] = /<ul[\s\S]*<\/ul>/.exec(html)!;
    return html.replace(
      list,
      () =>
        `<template id="kept">${list}</template><div id="host"><template shadowrootmode="open">${list}</template></div>`,
    );
  };
  await page.goto('/');
  const ids = await page.evaluate(() => {
    const read = (root: ParentNode) =>
      [...root.querySelectorAll<HTMLElement>('[data-vitrine-item]')].map((item) => item.dataset.vitrineItem);
    const template = document.querySelector<HTMLTemplateElement>('#kept')!;
    return [read(template.content), read(document.querySelector('#host')!.shadowRoot!)];
  });
  expect(ids).toEqual([shopOrder, shopOrder]);
});

test('orders a page of 2,000 items, most of which it does not know', async ({ page, shop }) => {
  const many = Array.from({ length: 2000 }, (_, i) => `item-${i}`);
  const itemIds = many.slice(0, 1100);
  await keepRecord(page, { text: writeOrderRecord({ ...reversedRecord, itemIds, scores: itemIds.map((_, i) => i) }) });
  shop.rewritePage = (html) =>
    html.replace(/<ul[\s\S]*<\/ul>/, () => {
      const items = many.map((id) => `<li data-vitrine-item="${id}">${id}</li>`);
      return `<ul data-vitrine-list="home">${items.join('')}</ul><p>end</p>`;
    });
  await page.goto('/');
  const order = await homeOrder(page);
  expect([...order].sort()).toEqual([...many].sort());
  expect(order).not.toEqual(many);
});

test('works once, where it is there twice', async ({ page, shop }) => {
  await keepRecord(page);
  shop.rewritePage = (html) => html.replace(/<script [^>]*vitrine\.first[^<]*<\/script>/, '$&$&');
  await expectHome(page, reversedOrder.slice(0, 24));
});

test('is not broken by markup that is named like what it uses', async ({ page, shop }) => {
  await keepRecord(page);
  const clobbering = ['querySelectorAll', 'readyState', 'head', 'createElement', 'body', 'currentScript'];
  shop.rewritePage = (html) =>
    html.replace(
      '<ul',
      `<form id="vitrine"><input name="rerank"><input name="order"></form>${clobbering.map((name) => `<img name="${name}">`).join('')}<ul`,
    );
  await page.goto('/');
  const [first, isQueue] = await page.evaluate(() => {
    const found = Document.prototype.querySelector.call(document, '[data-vitrine-item]');
    return [found?.getAttribute('data-vitrine-item'), Array.isArray(window.vitrine)];
  });
  expect([first, isQueue]).toEqual([reversedOrder[0], true]);
});

test('runs inline under a policy that allows it by its hash', async ({ page, shop }) => {
  await keepRecord(page);
  const hash = createHash('sha256').update(script).digest('base64');
  shop.settings.first = null;
  shop.settings.isStrict = true;
  shop.settings.pageHeaders = {
    'content-security-policy': `default-src 'none'; script-src 'self' 'sha256-${hash}'; connect-src 'self'`,
  };
  shop.rewritePage = (html) =>
    html.replace('<script async', () =>
      `<script data-consent="granted">${script}</script>$&`.replace('$&', '<script async'),
    );
  await expectHome(page, reversedOrder.slice(0, 1));
});

test('answers calls that come before the main script, or without it', async ({ page, shop }) => {
  shop.rewritePage = (html) => html;
  await page.goto('/');
  const answers = await page.evaluate(async () => {
    const { vitrine } = window;
    const end = vitrine.on('event', () => {});
    end();
    const accepted = vitrine.track({ type: 'view_item', itemId: 'toy-1' });
    const { items, reranked } = await vitrine.rerank(['b', 'a']);
    const now = vitrine.rerankNow(['b', 'a']);
    return { accepted, items, reranked, now: now.items, consent: vitrine.consent(), variant: vitrine.variant() };
  });
  expect(answers).toEqual({
    accepted: true,
    items: ['b', 'a'],
    reranked: false,
    now: ['b', 'a'],
    consent: 'pending',
    variant: null,
  });
});

test('asks for the main script only when the page was painted', async ({ page, shop }) => {
  shop.settings.first = { 'data-consent': 'granted', 'data-main': '/vitrine.iife.js' };
  await page.goto('/');
  await page.waitForSelector('script[src="/vitrine.iife.js"]', { state: 'attached' });
  const [paintedAt, askedAt] = await page.evaluate(async () => {
    const entries: PerformanceEntryList = await new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type: 'paint', buffered: true });
    });
    const paint = entries.find(({ name }) => name === 'first-contentful-paint') as PerformanceEntry & {
      paintTime?: number;
    };
    const main = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/vitrine.iife.js'));
    return [paint.paintTime ?? paint.startTime, main?.startTime ?? Number.NaN];
  });
  expect(askedAt).toBeGreaterThan(paintedAt);
});
