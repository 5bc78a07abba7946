import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { respond } from '../../demo/serve.mjs';
import { withoutVitrine } from './without-vitrine.mjs';

/** An empty page of the same origin, where a browser waits between two visits. */
export const waitingPath = '/waiting';
const waitingPage = '<!doctype html><title>waiting</title><link rel="icon" href="data:,">';

/**
 * Serves a shop twice, each at an origin of its own: as it is, and the same pages without Vitrine.
 *
 * @param {import('./shops.mjs').Shop} shop
 * @returns {Promise<{ origins: { with: string, without: string }, bytesOf(url: string): number, close(): Promise<void> }>}
 *   `bytesOf` is the size of a script as it is evaluated; 0 for what is no file of the shop's folders
 */
export async function serveShop(shop) {
  const servers = { with: await listen(shop, (html) => html), without: await listen(shop, withoutVitrine) };
  const originOf = ({ server }) => `http://localhost:${server.address().port}`;
  return {
    origins: { with: originOf(servers.with), without: originOf(servers.without) },
    bytesOf(url) {
      const files = shop.folders.map((folder) => join(folder, new URL(url).pathname));
      const file = files.find((path) => existsSync(path));
      return file ? statSync(file).size : 0;
    },
    async close() {
      await Promise.all(Object.values(servers).map(({ close }) => close()));
    },
  };
}

async function listen(shop, change) {
  const server = createServer((request, response) => answer(shop, change, request, response));
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return {
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function answer(shop, change, request, response) {
  const url = new URL(request.url, 'http://localhost');
  const html = url.pathname === waitingPath ? waitingPage : shop.render(url);
  if (html !== undefined) return send(response, 'text/html; charset=utf-8', change(html));
  if (shop.isBlocked(url.pathname)) return response.writeHead(404).end();
  keepForAnHour(response);
  const file = shop.files[url.pathname];
  return file ? send(response, 'application/octet-stream', file) : respond(shop.folders, request, response);
}

function send(response, type, body) {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(body);
}

/**
 * Lets the browser's cache answer for files, as shops do that serve them from a folder for each version: `respond` has them
 * asked for again on each page.
 */
function keepForAnHour(response) {
  const { writeHead } = response;
  response.writeHead = (status, headers) =>
    writeHead.call(response, status, { ...headers, 'cache-control': 'public, max-age=3600' });
}
