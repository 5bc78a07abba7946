import { cpSync } from 'node:fs';

export const options = { entryPoints: ['main.js'], bundle: true, format: 'esm', splitting: true, outdir: 'dist' };

/** The one thing to do by hand: esbuild copies no worker. */
export function copyWorker() {
  const from = 'node_modules/vitrine/dist';
  for (const file of ['vitrine.worker.js', 'vitrine.webgl.js', 'vitrine.wasm.js', 'tfjs-backend-wasm-simd.wasm']) {
    cpSync(`${from}/${file}`, `dist/${file}`);
  }
  cpSync('index.html', 'dist/index.html');
}
