import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build as buildWithEsbuild } from 'esbuild';
import { build } from 'vite';
import { serveFolders } from '../../demo/serve.mjs';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel } from '../fixtures/tiny-model.js';
import { withoutWebgl } from './chromium-flags.js';
import { backendReady } from './shopper.js';

const root = join(import.meta.dirname, '../..');

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** Makes a shop that has the package installed; `dist/` beside `main.js` is what a bundler leaves. */
async function makeShop(options = ''): Promise<string> {
  const shop = mkdtempSync(join(tmpdir(), 'vitrine-consumer-'));
  const installed = join(shop, 'node_modules/vitrine');
  mkdirSync(join(shop, 'public/model'), { recursive: true });
  cpSync(join(root, 'dist'), join(installed, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(installed, 'package.json'));
  writeFileSync(join(shop, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>');
  writeFileSync(
    join(shop, 'main.js'),
    `import { createVitrine } from 'vitrine';
    window.errors = [];
    window.vitrine = createVitrine({
      modelUrl: '/model/', consent: 'granted', bots: 'record', ${options}
      onError: ({ code, message }) => window.errors.push(code + ': ' + message),
    });`,
  );
  for (const [name, bytes] of Object.entries(await encodeModelFiles(createTinyModel()))) {
    writeFileSync(join(shop, 'public/model', name), bytes);
  }
  return shop;
}

const errorsOf = (page: Page) => page.evaluate(() => (window as unknown as { errors: string[] }).errors);

async function expectWasm(page: Page): Promise<void> {
  await backendReady(page, 'wasm');
  const items = await page.evaluate(async () => {
    window.vitrine.track({ type: 'view_item', itemId: 'toy-1' });
    return (await window.vitrine.rerank(['mug-1', 'toy-2'], { deadlineMs: 5000 })).items;
  });
  expect(items).toEqual(['toy-2', 'mug-1']);
  expect(await errorsOf(page)).toEqual([]);
}

/** Serves the shop while `use` looks at it, and removes it. */
async function serve(shop: string, use: (origin: string) => Promise<void>): Promise<void> {
  const server = await serveFolders({ folders: [join(shop, 'dist'), join(shop, 'public')], port: 0 });
  try {
    await use(server.origin);
  } finally {
    await server.close();
    rmSync(shop, { recursive: true, force: true });
  }
}

// Vite bundles workers as one classic script unless it is told to keep modules: both must work.
for (const format of ['iife', 'es'] as const) {
  test(`a shop that bundles the package with Vite (workers: ${format}) gets worker and WASM with it`, async ({
    page,
  }) => {
    const shop = await makeShop();
    await build({ root: shop, configFile: false, logLevel: 'error', worker: { format } });
    await serve(shop, async (origin) => {
      await page.goto(origin);
      await expectWasm(page);
    });
  });
}

test('a shop that leaves out the worker that its bundler has made is told which file that is', async ({ page }) => {
  const shop = await makeShop();
  await build({ root: shop, configFile: false, logLevel: 'error' });
  const assets = join(shop, 'dist/assets');
  for (const file of readdirSync(assets)) if (file.startsWith('vitrine.worker')) rmSync(join(assets, file));
  await serve(shop, async (origin) => {
    await page.goto(origin);
    await expect.poll(() => errorsOf(page)).toHaveLength(1);
    const [error] = await errorsOf(page);
    expect(error).toContain(`WORKER_UNAVAILABLE: the worker ${origin}/assets/vitrine.worker-`);
    expect(error).toContain('does not start: the server answers 404: deploy all files that your bundler has made');
  });
});

/** Bundles the shop as a classic script, which has no address of its own, beside a copy of the worker's files. */
async function buildClassicScript(shop: string): Promise<void> {
  const outfile = join(shop, 'dist/main.js');
  await buildWithEsbuild({
    entryPoints: [join(shop, 'main.js')],
    bundle: true,
    format: 'iife',
    outfile,
    logLevel: 'silent',
  });
  for (const file of ['vitrine.worker.js', 'vitrine.webgl.js', 'vitrine.wasm.js', 'tfjs-backend-wasm-simd.wasm']) {
    cpSync(join(root, 'dist', file), join(shop, 'dist', file));
  }
  writeFileSync(join(shop, 'dist/index.html'), '<!doctype html><body><script src="/main.js"></script>');
}

test('a classic script that esbuild has made is told to name its worker', async ({ page }) => {
  const shop = await makeShop();
  await buildClassicScript(shop);
  await serve(shop, async (origin) => {
    await page.goto(origin);
    await expect.poll(() => errorsOf(page)).toHaveLength(1);
    expect((await errorsOf(page))[0]).toMatch(
      /^WORKER_UNAVAILABLE: the worker cannot be started: .*: pass workerUrl, or build as ES modules/,
    );
  });
});

test('a classic script that names its worker gets WASM from beside it', async ({ page }) => {
  const shop = await makeShop(`workerUrl: '/vitrine.worker.js',`);
  await buildClassicScript(shop);
  await serve(shop, async (origin) => {
    await page.goto(origin);
    await expectWasm(page);
  });
});
