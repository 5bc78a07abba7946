import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { shopOrder } from './shop.js';
import { homeOrder, recordedEvents, scriptReady, test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const stub = readFileSync(join(import.meta.dirname, '../../dist/vitrine.stub.js'), 'utf8');

/** Holds the script up until the test lets it go. */
async function holdScript(page: Page): Promise<() => void> {
  let letGo = () => {};
  const isAsked = new Promise<void>((resolve) => {
    void page.route('**/vitrine.iife.js', (route) => {
      letGo = () => void route.continue();
      resolve();
    });
  });
  await page.goto('/', { waitUntil: 'commit' });
  await isAsked;
  return () => letGo();
}

test('calls that come before the script are run in their order, each with its time', async ({ page, shop }) => {
  shop.settings.tag['data-consent'] = 'pending';
  shop.settings.inlineScript = `delete window.vitrine; ${stub}`;
  const letGo = await holdScript(page);
  const before = await page.evaluate(async () => {
    const early = window.vitrine;
    Object.assign(window, { early, told: [] as unknown[] });
    const { told } = window as unknown as { told: unknown[] };
    const start = Date.now();
    const accepted = early.track({ type: 'view_item', itemId: 'toy-1' });
    early.setConsent('granted');
    early.on('consent', (consent) => told.push(consent));
    const end = early.on('event', () => told.push('an event that nobody listens for'));
    end();
    // Later by the clock: the next event must be, too.
    while (Date.now() < start + 40) await new Promise((resolve) => setTimeout(resolve, 5));
    early.push(['track', { type: 'search', query: 'toys' }]);
    const { items, reranked } = await early.rerank(['b', 'a'], { deadlineMs: 10 });
    const profile = early.profile().then(({ eventCount }) => eventCount);
    Object.assign(window, { profile });
    const atOnce = early.rerankNow(['b', 'a']).items;
    return { start, accepted, consent: early.consent(), ranking: { items, reranked }, atOnce };
  });
  expect(before).toMatchObject({
    accepted: true,
    consent: 'pending',
    ranking: { items: ['b', 'a'], reranked: false },
    atOnce: ['b', 'a'],
  });
  const loadedAt = await page.evaluate(() => Date.now());
  letGo();
  await page.waitForFunction(() => !Array.isArray(window.vitrine));

  // Who kept the stub speaks to the script now.
  await page.evaluate(() =>
    (window as unknown as { early: typeof window.vitrine }).early.track({ type: 'view_item', itemId: 'toy-2' }),
  );
  const events = await recordedEvents(page);
  expect(events).toMatchObject([
    { type: 'view_item', itemId: 'toy-1' },
    { type: 'search', query: 'toys' },
    { type: 'view_item', itemId: 'toy-2' },
  ]);
  expect(events[0].time - before.start).toBeLessThan(40);
  expect(events[1].time - events[0].time).toBeGreaterThanOrEqual(30);
  expect(events[1].time).toBeLessThanOrEqual(loadedAt);
  expect(events[2].time).toBeGreaterThanOrEqual(loadedAt);
  const later = await page.evaluate(async () => {
    const { told, profile } = window as unknown as { told: unknown[]; profile: Promise<number> };
    return { told, isAnswered: typeof (await profile) };
  });
  expect(later).toEqual({ told: [], isAnswered: 'number' });
  expect(await page.evaluate(() => window.heard.errors)).toEqual([]);
});

test('a script that never comes breaks nothing, and what waits for it stays bounded', async ({ page, shop }) => {
  const exceptions: string[] = [];
  page.on('pageerror', ({ message }) => exceptions.push(message));
  shop.replaced.set('/vitrine.iife.js', 404);
  // An element with that id stands at window.vitrine, too.
  shop.settings.inlineScript = `delete window.vitrine; document.documentElement.id = 'vitrine'; ${stub}`;
  await page.goto('/');
  const kept = await page.evaluate(async () => {
    window.vitrine.setConsent('granted');
    let accepted = 0;
    for (let i = 1; i <= 1000; i++) accepted += Number(window.vitrine.track({ type: 'view_item', itemId: `toy-${i}` }));
    const { items } = await window.vitrine.rerank([3, 1, 2], { id: String, deadlineMs: 0 });
    const calls = window.vitrine as unknown as [string, { itemId?: string }][];
    const kept = { first: calls[0], second: calls[1][1].itemId, last: calls.at(-1)?.[1].itemId };
    return { items, accepted, count: calls.length, ...kept };
  });
  expect(kept).toEqual({
    items: [3, 1, 2],
    accepted: 199,
    count: 200,
    first: ['setConsent', 'granted'],
    second: 'toy-1',
    last: 'toy-199',
  });
  expect(await homeOrder(page)).toEqual(shopOrder);
  expect(exceptions).toEqual([]);
});

test('a stub that comes after the script leaves it alone', async ({ page }) => {
  await page.goto('/item/toy-1');
  await scriptReady(page);
  const isSame = await page.evaluate((code) => {
    const started = window.vitrine;
    const script = document.createElement('script');
    script.textContent = code;
    document.head.append(script);
    return window.vitrine === started;
  }, stub);
  expect(isSame).toBe(true);
});
