import { cpSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';

/** The one thing to do by hand: Rollup copies no worker. */
const copyWorker = {
  name: 'copy-worker',
  writeBundle() {
    const from = 'node_modules/vitrine/dist';
    for (const file of ['vitrine.worker.js', 'vitrine.webgl.js', 'vitrine.wasm.js', 'tfjs-backend-wasm-simd.wasm']) {
      cpSync(`${from}/${file}`, `dist/${file}`);
    }
    cpSync('index.html', 'dist/index.html');
  },
};

export default {
  input: 'main.js',
  output: { dir: 'dist', format: 'es' },
  plugins: [nodeResolve({ browser: true }), copyWorker],
};
