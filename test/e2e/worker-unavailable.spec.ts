import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { withoutWebgl } from './chromium-flags.js';
import { test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const workerScript = readFileSync(join(import.meta.dirname, '../../dist/vitrine.worker.js'), 'utf8');

/** Opens a page and returns the warning that names this code: what the shop's people read. */
async function warning(page: Page, code = 'WORKER_UNAVAILABLE'): Promise<string> {
  const warned = page.waitForEvent('console', (message) => message.text().startsWith(`[vitrine] ${code}`));
  await page.goto('/item/lamp-1');
  return (await warned).text();
}

test('a worker that the server does not have is named, with its status', async ({ page, shop }) => {
  shop.settings.tag['data-worker'] = '/nowhere/vitrine.worker.js';
  expect(await warning(page)).toBe(
    `[vitrine] WORKER_UNAVAILABLE: the worker ${shop.origin}/nowhere/vitrine.worker.js does not start: ` +
      'the server answers 404: check workerUrl (data-worker)',
  );
});

test('a server that answers with a page of its own is told of', async ({ page, shop }) => {
  shop.settings.tag['data-worker'] = '/search?q=vitrine.worker.js';
  const message = await warning(page);
  expect(message).toContain(`${shop.origin}/search?q=vitrine.worker.js does not start`);
  expect(message).toContain('the server answers with HTML instead of JavaScript: check workerUrl');
});

test('another content type than that of a script is named', async ({ page, shop }) => {
  // The test shop sends whatever lies beside its model as bytes.
  shop.model = { ...shop.model, 'worker.js': new TextEncoder().encode(workerScript) };
  shop.settings.tag['data-worker'] = '/model/worker.js';
  expect(await warning(page)).toContain("its content type is 'application/octet-stream': serve it as text/javascript");
});

test('a policy of the page that refuses the worker is named by its directive', async ({ page, shop }) => {
  shop.settings.pageHeaders = { 'content-security-policy': "worker-src 'none'" };
  expect(await warning(page)).toContain(
    `the worker ${shop.origin}/vitrine.worker.js is refused by the page's policy (worker-src)`,
  );
});

test('a policy that only reports is not blamed for a worker that is not there', async ({ page, shop }) => {
  shop.settings.pageHeaders = { 'content-security-policy-report-only': "worker-src 'none'" };
  shop.replaced.set('/vitrine.worker.js', 404);
  expect(await warning(page)).toContain('the server answers 404');
});

test('a worker of another origin is told where it has to come from', async ({ page, shop }) => {
  shop.settings.tag['data-worker'] = 'http://127.0.0.1:9/vitrine.worker.js';
  expect(await warning(page)).toContain(
    `the worker http://127.0.0.1:9/vitrine.worker.js is of another origin, expected ${shop.origin}`,
  );
});

test('a worker without the header that an isolated page needs is told of it', async ({ page, shop }) => {
  shop.settings.pageHeaders = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  };
  expect(await warning(page)).toContain('send Cross-Origin-Embedder-Policy with the worker, too');
});

test('a worker that throws while it starts is told with what it threw', async ({ page, shop }) => {
  shop.replaced.set('/vitrine.worker.js', 'throw new Error("half a deploy")');
  expect(await warning(page)).toMatch(/vitrine\.worker\.js does not start: its script fails: .*half a deploy/);
});

test('a worker of another build is named, with both builds', async ({ page, shop }) => {
  const buildId = /["`]([0-9a-f]{12})["`]/.exec(workerScript)![1]!;
  shop.replaced.set('/vitrine.worker.js', workerScript.replaceAll(buildId, '000000000000'));
  expect(await warning(page, 'WORKER_FAILED')).toContain(
    `the worker ${shop.origin}/vitrine.worker.js is of build 000000000000, expected ${buildId}`,
  );
});

test('an address in the cache of the dev server of Vite is told which setting helps', async ({ page, shop }) => {
  shop.settings.tag['data-worker'] = '/node_modules/.vite/deps/vitrine.worker.js';
  expect(await warning(page)).toContain("add optimizeDeps: { exclude: ['vitrine'] } to the configuration of Vite");
});

test('the file of an execution that is of another build, or another file, leaves the model on arrays', async ({
  page,
  shop,
}) => {
  shop.replaced.set('/vitrine.wasm.js', 'self.somethingElse = true;');
  expect(await warning(page, 'BACKEND_UNAVAILABLE')).toContain(
    `${shop.origin}/vitrine.wasm.js is another file: expected vitrine.wasm.js as the package has it`,
  );
  expect(await page.evaluate(async () => (await window.vitrine.profile()).backend)).toBe('cpu');
});
