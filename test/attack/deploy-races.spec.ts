import { expect, type Page } from '@playwright/test';
import { createRandom, type Random } from '../../src/random.js';
import { withoutWebgl } from '../e2e/chromium-flags.js';
import type { ShopServer } from '../e2e/server.js';
import { shopOrder } from '../e2e/shop.js';
import { homeOrder, modelKept, modelReady, test } from '../e2e/shopper.js';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel } from '../fixtures/tiny-model.js';
import { attackCount, attackSeed, tellAttack } from './attack.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** One file of a deploy that is under way: the old one, the new one, half of the new one, or none yet. */
type FileState = 'old' | 'new' | 'cut' | 'missing';
type Deploy = Readonly<Record<string, FileState>>;

test('a deploy that is caught half way leaves the shop its last good model, and the next page gets the new one', async ({
  page,
  shop,
}) => {
  const nDeploys = attackCount(4, 40);
  test.setTimeout(60_000 + nDeploys * 20_000);
  const random = createRandom(attackSeed());
  const versions = [shop.model, await encodeModelFiles(createTinyModel({ isShuffled: true }))];
  await page.goto('/item/candle-1');
  await modelReady(page);
  const faults: string[] = [];
  for (let n = 0; n < nDeploys; n++) {
    const [old, next] = n % 2 === 0 ? versions : versions.toReversed();
    const deploy = drawDeploy(Object.keys(old), random);
    const found = await visitDeploy(page, shop, old, next, deploy);
    faults.push(...found.map((fault) => `deploy ${n} ${JSON.stringify(deploy)}: ${fault}`));
  }
  const promise = 'a deploy caught half way leaves the last good model, and the next page gets the new one';
  tellAttack({ kind: 'deploy races', promise, tried: nDeploys, held: nDeploys - faults.length });
  expect(faults).toEqual([]);
});

function drawDeploy(files: readonly string[], random: Random): Deploy {
  const states: readonly FileState[] = ['old', 'new', 'new', 'cut', 'missing'];
  // A manifest that is gone says that there is no model: a deploy that deletes it first loses the model, as it asks for.
  const stateOf = (file: string) => states[random.integer(file === 'manifest.json' ? 4 : 5)];
  return Object.fromEntries(files.map((file) => [file, stateOf(file)]));
}

type Files = ShopServer['model'];

/** Visits while the files are mixed, then once the new version is all there; returns what went wrong. */
async function visitDeploy(page: Page, shop: ShopServer, old: Files, next: Files, deploy: Deploy): Promise<string[]> {
  const faults: string[] = [];
  shop.model = Object.fromEntries(
    Object.entries(deploy).flatMap(([file, state]) => {
      if (state === 'missing') return [];
      const bytes = state === 'old' ? old[file] : next[file];
      return [[file, state === 'cut' ? bytes.slice(0, bytes.length >> 1) : bytes]];
    }),
  );
  // The first page looks for a new version, once it has answered; the second lives on what that left.
  for (const path of ['/item/candle-2', '/']) {
    await page.goto(path);
    const isThere = await modelReady(page).then(
      () => true,
      () => false,
    );
    if (!isThere) faults.push(`there is no model on ${path} while the deploy is under way`);
    await page.waitForLoadState('networkidle');
  }
  const order = await homeOrder(page);
  if (order.toSorted().join() !== shopOrder.toSorted().join()) faults.push('the list has not its items any more');

  shop.model = next;
  // A version that was refused is left alone for ten minutes, unless its manifest is another: time passes.
  await page.evaluate(async () => {
    const cache = await caches.open('vitrine-model');
    for (const { url } of await cache.keys()) if (url.endsWith('?refused')) await cache.delete(url);
  });
  await page.goto('/item/mug-1');
  await modelReady(page);
  await modelKept(page, next['manifest.json']);
  return faults;
}
