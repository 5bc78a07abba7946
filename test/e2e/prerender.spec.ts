import { spawn } from 'node:child_process';
import { expect } from '@playwright/test';
import { ensureChromium } from '../../.ci/setup.mjs';
import { withoutWebgl } from './chromium-flags.js';
import { test } from './shopper.js';

/** What a page tells the test's server, as `/told/NAME?…`. */
type Told = Readonly<Record<string, string>>;

/**
 * Chromium prerenders nothing while somebody debugs it, as Playwright does: these pages go their way by themselves. The
 * first has two others prerendered, and goes to one of them once the scripts of both have run.
 */
function visit(): void {
  const itemId = location.pathname.split('/').at(-1)!;
  const tell = (name: string, told: Record<string, string | number>) =>
    fetch(`/told/${name}?${new URLSearchParams(Object.entries(told).map(([key, value]) => [key, String(value)]))}`);
  const until = async (holds: () => unknown) => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const views = async () => (await window.vitrine.exportData()).events.filter(({ type }) => type === 'view_item');
  const itemsOf = (events: readonly object[]) => events.map((event) => (event as { itemId: string }).itemId).join(' ');

  const open = async () => {
    await until(() => (window.vitrine as Partial<typeof window.vitrine>).profile);
    if ((document as { prerendering?: boolean }).prerendering) {
      localStorage.setItem(`prerendered ${itemId}`, '');
      await new Promise((resolve) => document.addEventListener('prerenderingchange', resolve, { once: true }));
      await until(async () => (await views()).length > 1);
      const events = await views();
      const [{ activationStart }] = performance.getEntriesByType('navigation') as (PerformanceEntry & {
        activationStart: number;
      })[];
      const shownAt = performance.timeOrigin + activationStart;
      await tell('shown', {
        views: itemsOf(events),
        msAfterActivation: events.at(-1)!.time - shownAt,
        activationStart,
      });
      return;
    }
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    rules.text = JSON.stringify({ prerender: [{ source: 'list', urls: ['mug-1', 'mug-2'], eagerness: 'immediate' }] });
    document.head.append(rules);
    await until(() => ['mug-1', 'mug-2'].every((id) => localStorage.getItem(`prerendered ${id}`) !== null));
    await tell('prerendered', { views: itemsOf(await views()) });
    location.href = 'mug-1';
  };
  void open();
}

test('a page that the browser prerenders is viewed when the shopper comes to it, and not before', async ({ shop }) => {
  shop.settings.inlineScript = `(${visit})();`;
  const told = (name: string): Told | undefined => {
    const url = shop.requests
      .map((request) => new URL(request.url, shop.origin))
      .find((each) => each.pathname === `/told/${name}`);
    return url && Object.fromEntries(url.searchParams);
  };
  const browser = spawn(
    await ensureChromium(),
    [
      '--headless=new',
      ...withoutWebgl,
      `--user-data-dir=${test.info().outputPath('profile')}`,
      `${shop.origin}/item/lamp-1`,
    ],
    { stdio: 'ignore' },
  );
  try {
    await expect.poll(() => told('prerendered'), { timeout: 60_000 }).toEqual({ views: 'lamp-1' });
    await expect.poll(() => told('shown'), { timeout: 60_000 }).toMatchObject({ views: 'lamp-1 mug-1' });
    expect(Number(told('shown')?.activationStart)).toBeGreaterThan(0);
    // The clocks of the page and of its events differ by less than they round.
    expect(Number(told('shown')?.msAfterActivation)).toBeGreaterThan(-10);
    expect(shop.requests.filter(({ url }) => url === '/item/mug-1')).toHaveLength(1);
  } finally {
    const ended = new Promise((resolve) => browser.once('exit', resolve));
    browser.kill();
    await ended;
  }
});
