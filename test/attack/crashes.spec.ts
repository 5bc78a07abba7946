import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test';
import { ensureChromium } from '../../.ci/setup.mjs';
import { createRandom, type Random } from '../../src/random.js';
import { withoutWebgl } from '../e2e/chromium-flags.js';
import { shopOrder } from '../e2e/shop.js';
import { homeOrder, modelReady, recordedEvents, scriptReady, test } from '../e2e/shopper.js';
import { attackCount, attackSeed, tellAttack } from './attack.js';

/** Who dies: the process of one tab, or `kill -9` of the whole browser. */
type Victim = 'tab' | 'browser';

test('a tab or a browser that is killed at any moment loses no stored event, breaks no storage, stores none twice', async ({
  shop,
}) => {
  const nCrashes = attackCount(4, 30);
  test.setTimeout(60_000 + nCrashes * 30_000);
  const random = createRandom(attackSeed());
  const profile = mkdtempSync(join(tmpdir(), 'vitrine-crash-'));
  const faults: string[] = [];
  let expected: string[] = [];
  try {
    for (let n = 0; n < nCrashes; n++) {
      const victim: Victim = n % 2 === 0 ? 'tab' : 'browser';
      const tracked = await crash({ profile, origin: shop.origin, victim, random, number: n });
      const found = await lookAfter(profile, shop.origin, [...expected, ...tracked.certain], tracked.possible);
      faults.push(...found.faults.map((fault) => `crash ${n} of a ${victim}: ${fault}`));
      expected = found.stored;
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  const promise = 'a tab or browser that is killed loses no stored event and stores none twice';
  tellAttack({ kind: 'crashes', promise, tried: nCrashes, held: nCrashes - faults.length });
  expect(faults).toEqual([]);
});

interface Crash {
  readonly profile: string;
  readonly origin: string;
  readonly victim: Victim;
  readonly random: Random;
  readonly number: number;
}

/** Events of a visit that a crash ended, by item. */
interface TrackedEvents {
  /** They must be there afterwards. */
  readonly certain: string[];
  /** They may be there: a browser writes localStorage to the disk some seconds later, and dies with what it has not written. */
  readonly possible: string[];
}

/** Tracks events in a shop and kills the tab or the browser a random moment later. */
async function crash({ profile, origin, victim, random, number }: Crash): Promise<TrackedEvents> {
  const context = await openBrowser(profile);
  const page = await openHome(context, origin);
  const stored = `crash-${number}-stored`;
  const late = [`crash-${number}-late-1`, `crash-${number}-late-2`];
  await page.evaluate((itemId) => window.vitrine.track({ type: 'view_item', itemId }), stored);
  // Waits until it is in the database.
  await recordedEvents(page);
  await page.waitForTimeout(random.integer(300));
  if (victim === 'tab') {
    const session = await context.newCDPSession(page);
    const accepted = page.waitForEvent('console', (message) => message.text() === 'accepted');
    const crashed = page.waitForEvent('crash');
    // The task goes on until the tab dies: no transaction of the database can begin any more.
    page.evaluate(trackAndHang, late).catch(() => {});
    await accepted;
    session.send('Page.crash').catch(() => {}); // it never answers
    await crashed;
    await context.close();
    return { certain: [stored, ...late], possible: [] };
  }
  await page.evaluate((itemIds) => itemIds.map((itemId) => window.vitrine.track({ type: 'view_item', itemId })), late);
  const closed = new Promise((resolve) => context.once('close', resolve));
  killBrowser(profile);
  await closed;
  return { certain: [stored], possible: late };
}

/** Runs in the page: tracks views, says so on the console when all are accepted, and never gives the thread back. */
function trackAndHang(itemIds: readonly string[]): void {
  const isAccepted = itemIds.map((itemId) => window.vitrine.track({ type: 'view_item', itemId })).every(Boolean);
  console.info(isAccepted ? 'accepted' : 'refused');
  for (;;);
}

/** Opens the same profile again: what is stored, and what is wrong with it. */
async function lookAfter(profile: string, origin: string, certain: readonly string[], possible: readonly string[]) {
  const context = await openBrowser(profile);
  try {
    const page = await openHome(context, origin);
    await modelReady(page);
    const stored = (await recordedEvents(page)).flatMap((event) => ('itemId' in event ? [event.itemId] : []));
    const lost = certain.filter((name) => !stored.includes(name));
    const strange = stored.filter((name) => !certain.includes(name) && !possible.includes(name));
    const order = await homeOrder(page);
    const codes = await page.evaluate(() => window.heard.errors);
    return {
      stored,
      faults: [
        ...(lost.length > 0 ? [`lost ${lost.join(', ')}`] : []),
        ...(strange.length > 0 ? [`found ${strange.join(', ')}`] : []),
        ...(new Set(stored).size < stored.length ? ['an event is stored twice'] : []),
        ...(order.toSorted().join() === shopOrder.toSorted().join() ? [] : ['the list has not its items any more']),
        ...codes.map((code) => `error ${code}`),
      ],
    };
  } finally {
    await context.close();
  }
}

async function openBrowser(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { executablePath: await ensureChromium(), args: withoutWebgl });
}

async function openHome(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  await scriptReady(page);
  return page;
}

/** `kill -9` for every process of the browser that has this profile. */
function killBrowser(profile: string): void {
  try {
    execFileSync('pkill', ['-9', '-f', profile]);
  } catch {
    // It is gone already.
  }
}
