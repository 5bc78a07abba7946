import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveFolders } from '../../demo/serve.mjs';

let folder: string;
let server: Awaited<ReturnType<typeof serveFolders>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-serve-'));
  mkdirSync(join(folder, 'shop/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'shop/index.html'), '<p>Hello');
  writeFileSync(join(folder, 'shop/model.wasm'), 'wasm');
  writeFileSync(join(folder, 'shop/assets/page-CLF1U4FP.css'), 'p {}');
  server = await serveFolders({ folders: [join(folder, 'shop')], port: 0 });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('the demo server', () => {
  it('serves files with their types, a folder by its index', async () => {
    const home = await fetch(`${server.origin}/`);
    expect([home.status, home.headers.get('content-type'), await home.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<p>Hello',
    ]);
    const wasm = await fetch(`${server.origin}/model.wasm?v=1`);
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
  });

  it('lets browsers keep what has a hash in its name, and ask again for the rest', async () => {
    const hashed = await fetch(`${server.origin}/assets/page-CLF1U4FP.css`);
    expect(hashed.headers.get('cache-control')).toContain('immutable');
    const page = await fetch(`${server.origin}/`);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const again = await fetch(`${server.origin}/`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('keeps to its folders', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '/%']) {
      expect(await statusOf(path)).toBe(404);
    }
  });

  it('answers GET and HEAD only', async () => {
    const head = await fetch(server.origin, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '8']);
    expect((await fetch(server.origin, { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('takes the next free port where it may, and says so where it may not', async () => {
    const taken = Number(new URL(server.origin).port);
    const next = await serveFolders({ folders: [], port: taken, mayMove: true });
    expect(Number(new URL(next.origin).port)).toBeGreaterThan(taken);
    await next.close();
    await expect(serveFolders({ folders: [], port: taken })).rejects.toThrow('EADDRINUSE');
  });
});

/** As written: fetch would tidy the path up before it asks. */
function statusOf(path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(server.origin);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
