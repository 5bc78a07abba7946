import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { respond } from '../../demo/serve.mjs';
import { defaultSettings, hearing, renderShop, type ShopSettings } from './shop.js';

const dist = join(import.meta.dirname, '../../dist');

/** A request as the server saw it. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: string;
  /** What could carry something about the shopper. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The shop's server: pages of the test shop, the built SDK from `dist/`, a model from memory. */
export interface ShopServer {
  readonly origin: string;
  /** How pages carry Vitrine; tests change it before they open one. */
  readonly settings: ShopSettings;
  /** The files under `/model/`, by name. */
  model: Readonly<Record<string, Uint8Array>>;
  /** Takes the place of built files, by path: a changed worker, say. */
  readonly replaced: Map<string, string | number>;
  /** How long a file keeps its visitors waiting, by path, ms. */
  readonly delaysMs: Map<string, number>;
  /** Files of which a byte comes each second, and never the last, by path. */
  readonly dripping: Set<string>;
  /** Further headers of a file, by path. */
  readonly headers: Map<string, Readonly<Record<string, string>>>;
  /** Every request so far, in order. */
  readonly requests: readonly RecordedRequest[];
  /** Changes a page before it is sent; where it then says `<!--pause-->`, the server pauses for 300 ms. */
  rewritePage: (html: string) => string;
  forgetRequests(): void;
  close(): Promise<void>;
}

/** Headers that a browser sets by itself, the same for everyone. */
const uninteresting = new Set(['host', 'connection', 'accept-encoding', 'accept-language', 'user-agent', 'accept']);

/**
 * Starts a shop of its own for a test, on a free port of localhost.
 *
 * A number in `replaced` is a status to answer with.
 */
export async function openShop(model: Readonly<Record<string, Uint8Array>>): Promise<ShopServer> {
  let requests: RecordedRequest[] = [];
  const http = createServer(async (request, response) => {
    requests.push(await record(request));
    await answer(shop, request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, 'localhost', resolve));
  const shop: ShopServer = {
    origin: `http://localhost:${(http.address() as AddressInfo).port}`,
    settings: structuredClone(defaultSettings),
    model,
    replaced: new Map(),
    delaysMs: new Map(),
    dripping: new Set(),
    headers: new Map(),
    rewritePage: (html) => html,
    get requests() {
      return requests;
    },
    forgetRequests() {
      requests = [];
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return shop;
}

async function answer(shop: ShopServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', shop.origin);
  await new Promise((resolve) => setTimeout(resolve, shop.delaysMs.get(url.pathname) ?? 0));
  for (const [name, value] of Object.entries(shop.headers.get(url.pathname) ?? {})) response.setHeader(name, value);
  if (shop.dripping.has(url.pathname)) return drip(response);
  const replaced = shop.replaced.get(url.pathname);
  if (typeof replaced === 'number') return send(response, replaced, 'text/plain', 'refused');
  if (replaced !== undefined) return send(response, 200, 'text/javascript', replaced);
  const file = /^\/model\/([\w.-]+)$/.exec(url.pathname)?.[1];
  if (file) {
    const bytes = shop.model[file];
    return bytes ? send(response, 200, 'application/octet-stream', bytes) : send(response, 404, 'text/plain', 'none');
  }
  const page = renderShop(url, shop.settings);
  if (page !== undefined) {
    for (const [name, value] of Object.entries(shop.settings.pageHeaders)) response.setHeader(name, value);
    return sendInPieces(response, shop.rewritePage(page).split('<!--pause-->'));
  }
  if (url.pathname === '/heard.js') return send(response, 200, 'text/javascript', hearing);
  await respond([dist], request, response);
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/javascript' });
  const timer = setInterval(() => response.write(' '), 1000);
  response.on('close', () => clearInterval(timer));
}

async function sendInPieces(response: ServerResponse, pieces: readonly string[]): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  for (const piece of pieces.slice(0, -1)) {
    response.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  response.end(pieces.at(-1));
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache' }).end(body);
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  let body = '';
  for await (const part of request) body += part;
  const headers = Object.entries(request.headers).filter(
    ([name]) => !uninteresting.has(name) && !name.startsWith('sec-'),
  );
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    body,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
  };
}
