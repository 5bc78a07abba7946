import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../../.ci/setup.mjs';
import { respond } from '../../demo/serve.mjs';
import { quietFlags } from '../../test/quiet-flags.mjs';

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const folders = [
  join(root, 'dist'),
  join(root, 'demo/public'),
  dirname(require.resolve('localforage/dist/localforage.min.js')),
];

/**
 * How the benches of pages start Chromium: no traffic of the browser's own, and WASM at most, since WebGL by software would take the
 * cores from what is measured.
 */
export const flags = [...quietFlags, '--disable-gpu', '--disable-software-rasterizer'];

/** Isolated from other origins, a page's clock ticks every 5 µs rather than every 100. */
const isolation = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/**
 * Opens a browser on an empty page of a shop that serves the built package and the demo's model.
 *
 * @returns {Promise<{ page: import('@playwright/test').Page, cdp: import('@playwright/test').CDPSession, browserName: string, itemIds: string[], close(): Promise<void> }>}
 */
export async function openPage() {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value);
    if (request.url !== '/') return respond(folders, request, response);
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>bench</title><link rel="icon" href="data:,">');
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: flags });
  const page = await browser.newPage({ baseURL: `http://localhost:${server.address().port}` });
  await page.goto('/');
  return {
    page,
    cdp: await page.context().newCDPSession(page),
    browserName: `Chromium ${browser.version()}`,
    itemIds: JSON.parse(readFileSync(join(root, 'demo/public/model/catalog.json'), 'utf8')).itemIds,
    async close() {
      await browser.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

/** Writes a result to bench/results, with the commit that it was measured at. */
export function writeResult(name, result) {
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  writeFileSync(join(root, `bench/results/${name}.json`), `${JSON.stringify({ commit, ...result }, null, 2)}\n`);
}
