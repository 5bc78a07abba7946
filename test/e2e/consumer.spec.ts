import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { serveFolders } from '../../demo/serve.mjs';
import { encodeModelFiles } from '../encoder/random-model.js';
import { createTinyModel } from '../fixtures/tiny-model.js';
import { withoutWebgl } from './chromium-flags.js';
import { backendReady } from './shopper.js';

const root = join(import.meta.dirname, '../..');

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

// Vite bundles workers as one classic script unless it is told to keep modules: both must work.
for (const format of ['iife', 'es'] as const) {
  test(`a shop that bundles the package with Vite (workers: ${format}) gets worker and WASM with it`, async ({
    page,
  }) => {
    const shop = mkdtempSync(join(tmpdir(), 'vitrine-consumer-'));
    try {
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
          modelUrl: '/model/', consent: 'granted', bots: 'record', onError: ({ code }) => window.errors.push(code),
        });`,
      );
      for (const [name, bytes] of Object.entries(await encodeModelFiles(createTinyModel()))) {
        writeFileSync(join(shop, 'public/model', name), bytes);
      }
      await build({ root: shop, configFile: false, logLevel: 'error', worker: { format } });

      const server = await serveFolders({ folders: [join(shop, 'dist')], port: 0 });
      try {
        await page.goto(server.origin);
        await backendReady(page, 'wasm');
        const items = await page.evaluate(async () => {
          window.vitrine.track({ type: 'view_item', itemId: 'toy-1' });
          return (await window.vitrine.rerank(['mug-1', 'toy-2'], { deadlineMs: 5000 })).items;
        });
        expect(items).toEqual(['toy-2', 'mug-1']);
        expect(await page.evaluate(() => (window as unknown as { errors: string[] }).errors)).toEqual([]);
      } finally {
        await server.close();
      }
    } finally {
      rmSync(shop, { recursive: true, force: true });
    }
  });
}
