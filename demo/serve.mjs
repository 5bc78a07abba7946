// `npm start` uses this before any dependency is installed: Node's own modules only.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.safetensors': 'application/octet-stream',
};

/**
 * Serves the files of some folders over HTTP on localhost; the first folder that has a file gives it.
 *
 * @param {{ folders: string[], port: number, mayMove?: boolean }} options `mayMove` takes the next free port when
 *   `port` is taken; port 0 is any free one
 * @returns {Promise<{ origin: string, close(): Promise<void> }>}
 */
export async function serveFolders({ folders, port, mayMove = false }) {
  const server = createServer((request, response) => respond(folders, request, response));
  for (let candidate = port; ; candidate++) {
    try {
      await listen(server, candidate);
      break;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || !mayMove || candidate > port + 100) throw error;
    }
  }
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Answers one request from the folders: GET and HEAD, 304 where the browser has the file, 404, 405.
 *
 * @param {readonly string[]} folders
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export async function respond(folders, request, response) {
  const isHead = request.method === 'HEAD';
  if (request.method !== 'GET' && !isHead) return end(response, 405, 'method not allowed', { allow: 'GET, HEAD' });
  const file = await findFile(folders, request.url ?? '/');
  if (!file) return end(response, 404, 'not found');
  const etag = `"${file.size.toString(36)}-${Math.trunc(file.mtimeMs).toString(36)}"`;
  const headers = {
    'content-type': contentTypes[extname(file.path)] ?? 'application/octet-stream',
    // Vite puts a content hash into the names of what it bundles; anything else is asked for again, and costs a 304.
    'cache-control': /\/assets\/.*-[\w-]{8}\.\w+$/.test(file.path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    etag,
  };
  if (request.headers['if-none-match'] === etag) return end(response, 304, '', headers);
  response.writeHead(200, { ...headers, 'content-length': file.size });
  if (isHead) return response.end();
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response);
}

async function findFile(folders, url) {
  let path;
  try {
    path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  } catch {
    return undefined;
  }
  for (const folder of folders) {
    for (const candidate of [join(folder, path), join(folder, path, 'index.html')]) {
      const found = await stat(candidate).catch(() => undefined);
      if (found?.isFile()) return { path: candidate, size: found.size, mtimeMs: found.mtimeMs };
    }
  }
  return undefined;
}

function end(response, status, text, headers = {}) {
  response.writeHead(status, status === 304 ? headers : { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(text);
}
