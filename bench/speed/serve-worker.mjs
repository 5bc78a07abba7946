import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { serveFolders } from '../../demo/serve.mjs';

const wasmFiles = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'wasm-out',
);

/**
 * Bundles the measuring worker from the sources and serves it beside a model, as a shop would.
 *
 * @param {string} publicFolder holds the model under `model/`
 * @returns {Promise<{ origin: string, close(): Promise<void> }>}
 */
export async function serveWorker(publicFolder) {
  const out = mkdtempSync(join(tmpdir(), 'vitrine-speed-'));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: out,
      minify: true,
      lib: { entry: join(import.meta.dirname, 'measure.worker.ts'), formats: ['es'], fileName: 'measure.worker' },
      rolldownOptions: { output: { entryFileNames: 'measure.worker.js', chunkFileNames: '[name].js' } },
    },
  });
  writeFileSync(join(out, 'index.html'), '<!doctype html><title>speed</title>');
  const server = await serveFolders({ folders: [out, publicFolder, wasmFiles], port: 0 });
  return {
    origin: server.origin,
    async close() {
      await server.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}
