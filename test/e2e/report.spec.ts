import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { writeSample } from '../train/report/sample-model.js';

const root = join(import.meta.dirname, '../..');

/** The page that the built command writes about a small log, opened from the disk. */
const test = base.extend<{ requests: string[]; complaints: string[] }, { report: string }>({
  report: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names off the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'vitrine-report-'));
      try {
        const { events, model } = await writeSample(folder);
        const out = join(folder, 'report.html');
        const args = ['report', '--model', model, '--events', events, '--k', '3,4', '--out', out];
        const run = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { encoding: 'utf8' });
        expect(run.status, run.stderr).toBe(0);
        await use(out);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker' },
  ],
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await use(complaints);
  },
  // Opened when whoever complains is heard.
  requests: async ({ page, report, complaints: _ }, use) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(report).href);
    await use(requests);
  },
});

test('the report opens from the disk, asks for nothing and has nothing to complain of', async ({
  page,
  complaints,
  requests,
}) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(requests).toHaveLength(1);
  expect(complaints).toEqual([]);
  // Its own style got past its own policy.
  expect(
    await page
      .locator('.card')
      .first()
      .evaluate((card) => getComputedStyle(card).borderTopWidth),
  ).toBe('4px');
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
});

test('every figure of the report has a name, a description and its numbers in a table', async ({ page, requests }) => {
  expect(requests).toHaveLength(1);
  const figures = page.getByRole('img');
  expect(await figures.count()).toBe(await page.locator('figure').count());
  expect(await figures.count()).toBeGreaterThan(6);
  for (const drawing of await figures.all()) await expect(drawing).toHaveAccessibleName(/.{40,}/);
  const numbers = page.locator('figure details');
  expect(await numbers.count()).toBe(await figures.count());
  await numbers.first().locator('summary').click();
  await expect(numbers.first().getByRole('table')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the report fits a phone of 360 pixels, tables open, in ${colorScheme}`, async ({ page, requests }) => {
    expect(requests).toHaveLength(1);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    for (const details of await page.locator('details').all()) {
      await details.evaluate((element) => element.setAttribute('open', ''));
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe(colorScheme === 'light' ? 'rgb(251, 248, 243)' : 'rgb(22, 22, 20)');
  });
}

test('the report holds no shopper id, and reads hostile names as text', async ({ page, report, requests }) => {
  expect(requests).toHaveLength(1);
  expect(readFileSync(report, 'utf8')).not.toMatch(/secret|shopper-\d/);
  await expect(page.locator('.card h3').first()).toContainText('<script>window.broken = 1</script>');
  await expect(page.locator('img, script')).toHaveCount(0);
});
