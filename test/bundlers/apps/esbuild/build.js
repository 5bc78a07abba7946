import { build } from 'esbuild';
import { copyWorker, options } from './options.js';

await build({ ...options, minify: true });
copyWorker();
