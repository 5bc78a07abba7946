import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { inHeader, inManifest, type ModelFiles, type Mutation, valueIn } from '../attack/model-mutations.js';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel } from '../fixtures/tiny-model.js';
import { withoutWebgl } from './chromium-flags.js';
import type { ShopServer } from './server.js';
import { modelKept, modelReady, test, viewItems } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const errors = (page: Page) => page.evaluate(() => window.heard.errors);
const manifestUrl = '/model/manifest.json';

/** Visits a shop whose model was good once: on the next page, and the one after, that model answers. */
async function expectKeptModel(page: Page, shop: ShopServer, code: string | null): Promise<void> {
  for (let visit = 0; visit < 2; visit++) {
    shop.forgetRequests();
    await page.goto('/item/toy-3');
    expect((await modelReady(page)).model?.itemCount).toBe(48);
    await expect.poll(() => shop.requests.filter(({ url }) => url === manifestUrl).length).toBeGreaterThan(0);
    const order = await page.evaluate(
      async () => (await window.vitrine.rerank(['mug-4', 'toy-4'], { deadlineMs: 5000 })).items,
    );
    expect(order).toEqual(['toy-4', 'mug-4']);
    // A version that was refused is left alone for a while.
    if (code && visit === 0) await expect.poll(() => errors(page)).toEqual([code]);
  }
  expect(await errors(page)).toEqual([]);
}

const newVersion = async () => (await encodeModelFiles(createTinyModel({ isShuffled: true }))) as ModelFiles;

const hostile: [string, string, Mutation][] = [
  ['NaN among its weights', 'MODEL_CORRUPT', valueIn('encoder/norm/gain', Number.NaN)],
  ['an infinite bias', 'MODEL_CORRUPT', valueIn('items/bias', Number.POSITIVE_INFINITY)],
  [
    'a billion blocks',
    'MODEL_CORRUPT',
    inManifest((manifest) => void Object.assign(manifest.encoder, { nBlocks: 1e9 })),
  ],
  [
    'a cluster that is null',
    'MODEL_CORRUPT',
    inManifest((manifest) => void Object.assign(manifest.clusters, { summaries: [null] })),
  ],
  ['a header that lies', 'MODEL_CORRUPT', inHeader(() => {}, 2n ** 53n)],
  ['a page of the shop in place of its manifest', 'MODEL_CORRUPT', inManifest(() => '<!doctype html>')],
];
for (const [what, code, mutate] of hostile) {
  test(`a new version with ${what} is refused, and the model on the device goes on answering`, async ({
    page,
    shop,
  }) => {
    await viewItems(page, ['toy-1', 'toy-2']);
    shop.model = await mutate(await newVersion());
    await expectKeptModel(page, shop, code);
  });
}

for (const status of [401, 403, 429, 451, 503]) {
  test(`a server that answers ${status} takes no model from the device`, async ({ page, shop }) => {
    await viewItems(page, ['toy-1', 'toy-2']);
    shop.replaced.set(manifestUrl, status);
    await expectKeptModel(page, shop, null);
    shop.replaced.clear();
    shop.model = await newVersion();
    await page.goto('/item/toy-1');
    await modelKept(page, shop.model['manifest.json']!);
  });
}

test('a file that unpacks to far more than it may have is not read to its end, and refused', async ({ page, shop }) => {
  await viewItems(page, ['toy-1', 'toy-2']);
  const model = await newVersion();
  shop.model = { ...model, 'weights.safetensors': gzipSync(new Uint8Array(256 << 20), { level: 1 }) };
  shop.headers.set('/model/weights.safetensors', { 'content-encoding': 'gzip' });
  await expectKeptModel(page, shop, 'MODEL_CORRUPT');
});

test('a redirect to another origin is not followed, and takes no model from the device', async ({ page, shop }) => {
  await viewItems(page, ['toy-1', 'toy-2']);
  const model = await newVersion();
  let nAsked = 0;
  const elsewhere = createServer((request, response) => {
    nAsked++;
    response.setHeader('access-control-allow-origin', '*');
    response.end(model[request.url?.split('/').at(-1) ?? '']);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/manifest.json`;
  shop.replaced.set(manifestUrl, 302);
  shop.headers.set(manifestUrl, { location });
  await expectKeptModel(page, shop, null);
  expect(nAsked).toBe(0);
  elsewhere.close();
});
