import { expect } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { modelReady, recordedEvents, scriptReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

interface Workers {
  readonly workers: Worker[];
  /** Lets the seconds of silence pass sooner, until there is a second worker. */
  isHasty: boolean;
}

test('a worker that the browser ended is replaced by one that knows what happened since; the page goes by the order record meanwhile', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const state: Workers = { workers: [], isHasty: false };
    Object.assign(window, { state });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        state.workers.push(this);
        state.isHasty = false;
      }
    };
    const setNativeInterval = window.setInterval;
    window.setInterval = ((work: () => void, ms: number) =>
      setNativeInterval(() => {
        for (let i = state.isHasty ? 5 : 1; i > 0; i--) work();
      }, ms)) as typeof setInterval;
  });
  await page.goto('/item/bag-1');
  await modelReady(page);
  const meanwhile = await page.evaluate(async () => {
    const { state } = window as unknown as { state: Workers };
    state.isHasty = true;
    state.workers[0].terminate();
    for (let i = 1; i <= 3; i++) window.vitrine.track({ type: 'view_item', itemId: `mug-${i}` });
    const { items, reranked } = await window.vitrine.rerank(['lamp-1', 'mug-4'], { deadlineMs: 100 });
    return { items: items.sort(), reranked };
  });
  expect(meanwhile).toEqual({ items: ['lamp-1', 'mug-4'], reranked: true });
  await expect
    .poll(
      () => page.evaluate(async () => (await window.vitrine.rerank(['lamp-1', 'mug-4'], { deadlineMs: 3000 })).items),
      {
        timeout: 60_000,
      },
    )
    .toEqual(['mug-4', 'lamp-1']);
  expect((await modelReady(page)).eventCount).toBe(4);
  expect(await page.evaluate(() => (window as unknown as { state: Workers }).state.workers.length)).toBe(2);
  expect(await page.evaluate(() => window.heard.errors)).toEqual(['WORKER_FAILED']);
});

test('without Web Locks and BroadcastChannel, several tabs are one shopper, and no event is there twice', async ({
  context,
  shop,
}) => {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    Object.assign(window, { BroadcastChannel: undefined });
  });
  const [first, second] = [await context.newPage(), await context.newPage()];
  await first.goto(`${shop.origin}/item/mug-1`);
  await second.goto(`${shop.origin}/item/mug-2`);
  const tabs = [first, second];
  await Promise.all(tabs.map(scriptReady));
  await Promise.all(
    tabs.map((tab, n) =>
      tab.evaluate((nth) => {
        for (let i = 0; i < 20; i++) window.vitrine.track({ type: 'select_item', itemId: `tab-${nth}-${i}` });
        // Left at once: the journal of both is drained by whoever opens a page next.
        location.href = '/item/mug-3';
      }, n),
    ),
  );
  await Promise.all(tabs.map((tab) => tab.waitForURL('**/item/mug-3')));
  await Promise.all(tabs.map(modelReady));
  await expect.poll(async () => (await recordedEvents(first)).length).toBe(44);
  const events = await recordedEvents(second);
  expect(new Set(events.map(({ id }) => id)).size).toBe(44);
  expect(events.filter(({ type }) => type === 'select_item')).toHaveLength(40);
});

test('events keep their order when the clock is set back between two pages, and none is lost when it jumps ahead', async ({
  page,
}) => {
  const hour = 60 * 60 * 1000;
  await page.addInitScript((hourMs) => {
    const now = Date.now;
    Date.now = () => now() + Number(new URLSearchParams(location.search).get('hours') ?? 0) * hourMs;
  }, hour);
  for (const [i, hours] of [0, -3, 5].entries()) {
    await page.goto(`/?hours=${hours}`);
    await modelReady(page);
    await page.evaluate((n) => window.vitrine.track({ type: 'view_item', itemId: `mug-${n + 1}` }), i);
    expect(await recordedEvents(page)).toHaveLength(i + 1);
  }
  const events = await recordedEvents(page);
  expect(events.map((event) => ('itemId' in event ? event.itemId : ''))).toEqual(['mug-1', 'mug-2', 'mug-3']);
  const gaps = events.slice(1).map(({ time }, i) => time - events[i].time);
  expect(gaps[0]).toBeGreaterThan(0);
  expect(gaps[0]).toBeLessThan(hour);
  expect(gaps[1]).toBeGreaterThan(hour);
  await viewItems(page, ['mug-4']);
  expect((await recordedEvents(page)).at(-1)).toMatchObject({ itemId: 'mug-4' });
});
