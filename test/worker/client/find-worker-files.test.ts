import { describe, expect, it } from 'vitest';
import { findWorkerFiles } from '../../../src/worker/client/find-worker-files.js';
import { findInDevServer } from '../../../src/worker/client/vite-dev-server.js';

const source = new URL('../../../src/worker/client/', import.meta.url).href;

describe('findWorkerFiles', () => {
  it('finds the other files beside a worker that has its own name, under the same version', async () => {
    const workerUrl = 'https://shop.example/v/vitrine.worker.js?v=cafe';
    expect(await findWorkerFiles(workerUrl)).toEqual({
      workerUrl,
      executionFiles: {
        webgl: 'https://shop.example/v/vitrine.webgl.js?v=cafe',
        wasm: 'https://shop.example/v/vitrine.wasm.js?v=cafe',
        wasmBinary: 'https://shop.example/v/tfjs-backend-wasm-simd.wasm?v=cafe',
      },
    });
  });

  it.each(['https://shop.example/assets/vitrine.worker-B1x2.js', 'https://shop.example/vitrine-worker.js', 'blob:x'])(
    'takes the files beside the script for a worker of another name (%s)',
    async (workerUrl) => {
      const { executionFiles } = await findWorkerFiles(workerUrl);
      expect(executionFiles).toEqual({
        webgl: `${source}vitrine.webgl.js`,
        wasm: `${source}vitrine.wasm.js`,
        wasmBinary: `${source}tfjs-backend-wasm-simd.wasm`,
      });
    },
  );

  it('leaves the worker to the bundler where the shop names none', async () => {
    const { workerUrl, executionFiles } = await findWorkerFiles();
    expect([workerUrl, executionFiles?.webgl]).toEqual([undefined, `${source}vitrine.webgl.js`]);
  });
});

describe('findInDevServer', () => {
  it.each([
    'https://shop.example/assets/vitrine.webgl-B1x2.js',
    'https://shop.example/vitrine.webgl.js',
    'https://shop.example/node_modules/vitrine/dist/vitrine.webgl.js',
  ])('asks nothing of a server that is no dev server of Vite (%s)', async (url) => {
    expect(await findInDevServer(url)).toBeUndefined();
  });
});
