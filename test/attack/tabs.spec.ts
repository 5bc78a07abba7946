import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { createRandom, type Random } from '../../src/random.js';
import { type EventsPages, serveEvents } from '../e2e/pages/serve-events.js';
import { attackCount, attackSeed, tellAttack } from './attack.js';

/** What happens in one of three tabs. */
interface Step {
  readonly tab: number;
  readonly action: 'record' | 'record late' | 'withdraw' | 'grant' | 'forget' | 'crash' | 'reload' | 'pause';
  /** How long the tab is busy in one task, or how long nothing happens. */
  readonly ms: number;
}

/** An event that `track` accepted, and the grant that stood in that tab. */
interface Accepted {
  readonly query: string;
  readonly grant: string;
  readonly time: number;
}

const nTabs = 3;
const actions: readonly Step['action'][] = [
  ...(['record', 'record', 'record late', 'record late', 'withdraw', 'withdraw', 'grant', 'grant'] as const),
  ...(['forget', 'crash', 'reload', 'pause'] as const),
];

function drawSteps({ integer: draw }: Random): Step[] {
  const steps: Step[] = [{ tab: 0, action: 'grant', ms: 0 }];
  while (steps.length < 12) steps.push({ tab: draw(nTabs), action: actions[draw(actions.length)]!, ms: draw(400) });
  return steps;
}

/** Three tabs of one shopper, and what they accepted. */
async function openTabs(context: BrowserContext, url: string) {
  const accepted: Accepted[] = [];
  await context.exposeFunction('noteAccepted', (event: Accepted) => void accepted.push(event));
  await context.addInitScript(() => {
    Object.assign(window, {
      record(query: string) {
        if (!window.tracker.track({ type: 'search', query }) || window.tracker.consent() !== 'granted') return;
        const grant = localStorage.getItem('vitrine:grant');
        window.tracker.orders.write(query); // as the worker's answer has the page do
        (window as unknown as { noteAccepted(event: unknown): void }).noteAccepted({ query, grant, time: Date.now() });
      },
      beBusy(ms: number) {
        for (const end = performance.now() + ms; performance.now() < end; );
      },
    });
  });
  const pages: Page[] = [];
  const open = async (tab: number) => {
    pages[tab] = await context.newPage();
    await pages[tab].goto(`${url}/?consent=pending`);
  };
  for (let tab = 0; tab < nTabs; tab++) await open(tab);
  return { accepted, pages, open };
}

type Tabs = Awaited<ReturnType<typeof openTabs>>;

async function take({ pages, open }: Tabs, { tab, action, ms }: Step, name: string): Promise<void> {
  const page = pages[tab]!;
  const run = (script: string) => page.evaluate(script).catch(() => {}); // a tab that crashes meanwhile answers nothing
  if (action === 'pause') await page.waitForTimeout(ms);
  if (action === 'record') await run(`record('${name}')`);
  // The tab is busy while others act, and records before it hears of it; nobody waits for it.
  if (action === 'record late') await run(`void setTimeout(() => { beBusy(${ms}); record('${name}'); })`);
  if (action === 'withdraw') await run(`void tracker.setConsent('denied')`);
  if (action === 'grant') await run(`void tracker.setConsent('granted')`);
  if (action === 'forget') await run(`void tracker.erase()`);
  if (action === 'reload') await page.reload();
  if (action === 'crash') {
    const devtools = await page.context().newCDPSession(page);
    void devtools.send('Page.crash').catch(() => {});
    await page.waitForEvent('crash');
    await page.close();
    await open(tab);
  }
}

/** Waits until every tab has done all that it has to do, and says what is on the device then. */
async function settle({ pages }: Tabs) {
  const settled = () => Promise.all(pages.map((page) => page.evaluate(() => window.tracker.settled())));
  // Twice: the first to be done may have told another.
  for (let round = 0; round < 2; round++) {
    await settled();
    await pages[0]!.waitForTimeout(100);
  }
  const consents = await Promise.all(pages.map((page) => page.evaluate(() => window.tracker.consent())));
  const found = await pages[0]!.evaluate(async () => ({
    keys: Object.keys(localStorage),
    grant: localStorage.getItem('vitrine:grant'),
    order: localStorage.getItem('vitrine:order'),
    erased: localStorage.getItem('vitrine:erased')?.split(' ') ?? [],
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));
  return { consents: consents.map((consent) => consent === 'granted'), ...found };
}

const storedQueries = (page: Page) =>
  page.evaluate(async () => {
    const events = await (await window.tracker.store()).recent(9999);
    return events.map((event) => ('query' in event ? event.query : event.type));
  });

/** Returns what is wrong in the end; nothing, where every promise held. */
async function findFaults(tabs: Tabs): Promise<string[]> {
  const { consents, keys, grant: id, order, erased, databases, caches } = await settle(tabs);
  const erasedUpTo = erased[0] === id ? Number(erased[1]) : 0;
  const faults: string[] = [];
  if (new Set(consents).size > 1) faults.push(`the tabs disagree: ${consents}, with ${keys}`);
  if (!consents[0]) {
    const left = [...keys, ...databases, ...caches];
    if (left.length > 0) faults.push(`left without consent: ${left}`);
    // What waits for consent in an open tab may be stored by a later grant, what was recorded before may not.
    for (const page of tabs.pages) await page.close();
    await tabs.open(0);
    await tabs.pages[0]!.evaluate(() => window.tracker.setConsent('granted'));
    const later = await storedQueries(tabs.pages[0]!);
    if (later.length > 0) faults.push(`stored by a later grant: ${later}`);
    return faults;
  }
  const stored = await storedQueries(tabs.pages[0]!);
  const due = tabs.accepted.filter((event) => event.grant === id && event.time > erasedUpTo + 5);
  const lost = due.filter(({ query }) => !stored.includes(query)).map(({ query }) => query);
  if (lost.length > 0) faults.push(`accepted and lost: ${lost}`);
  const kept = tabs.accepted.filter((event) => event.grant !== id && stored.includes(event.query));
  if (kept.length > 0) faults.push(`kept of a grant that has ended: ${kept.map(({ query }) => query)}`);
  if (order !== null && !order.startsWith(`${id} ${erasedUpTo} `)) faults.push(`an order from before: ${order}`);
  if (new Set(stored).size < stored.length) faults.push('stored twice');
  return faults;
}

test.describe('three tabs of one shopper', () => {
  test.describe.configure({ retries: 0 });
  let shop: EventsPages;
  test.beforeAll(async () => {
    shop = await serveEvents();
  });
  test.afterAll(() => shop.close());

  test('leave no trace where consent is withdrawn, and lose no event where it is given', async ({ browser }) => {
    const nCases = attackCount(4, 200);
    const seed = attackSeed();
    test.setTimeout(nCases * 60_000);
    const broken: string[] = [];
    for (let i = 0; i < nCases; i++) {
      const steps = drawSteps(createRandom(seed + i));
      const context = await browser.newContext();
      const tabs = await openTabs(context, shop.url);
      for (const [n, step] of steps.entries()) await take(tabs, step, `secret-${n}`);
      const faults = await findFaults(tabs);
      if (faults.length > 0) broken.push(`seed ${seed + i}: ${faults.join('; ')}\n  ${JSON.stringify(steps)}`);
      await context.close();
    }
    const promise = 'no trace without consent, no event lost with it';
    tellAttack({ kind: 'tabs', promise, tried: nCases, held: nCases - broken.length });
    expect(broken.join('\n')).toBe('');
  });
});
