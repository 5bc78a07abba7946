import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { build, type Rollup } from 'vite';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { encodeModelFiles } from '../../encoder/random-model.js';

/** A running server of one page, whose worker runs a model of this server. */
export interface EncoderPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Bundles the page and its worker from the sources, and serves them with the model's files. */
export async function serveEncoder(model: Model): Promise<EncoderPage> {
  const files = new Map<string, string | Uint8Array>([
    ['/', '<!doctype html><title>encoder</title><script type="module" src="/encoder.js"></script>'],
    ['/tfjs-backend-wasm-simd.wasm', readFileSync(wasmFile)],
  ]);
  for (const [path, bytes] of Object.entries(await encodeModelFiles(model))) files.set(`/model/${path}`, bytes);
  for (const name of ['encoder', 'encoder.worker'])
    for (const [path, code] of await bundle(name)) files.set(path, code);

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const content = files.get(pathname);
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': typeOf(pathname) });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const wasmFile = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'wasm-out/tfjs-backend-wasm-simd.wasm',
);

async function bundle(name: string): Promise<[path: string, code: string][]> {
  const [{ output }] = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, `${name}.ts`), formats: ['es'], fileName: name },
      rolldownOptions: { output: { entryFileNames: `${name}.js`, chunkFileNames: '[name]-[hash].js' } },
    },
  })) as Rollup.RollupOutput[];
  return output.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : []));
}

function typeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript';
  if (path.endsWith('.wasm')) return 'application/wasm';
  return path === '/' ? 'text/html' : 'application/octet-stream';
}
