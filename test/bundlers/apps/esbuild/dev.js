import { cpSync } from 'node:fs';
import { context } from 'esbuild';
import { copyWorker, options } from './options.js';

const { rebuild, serve } = await context(options);
await rebuild();
copyWorker();
cpSync('public', 'dist', { recursive: true });
await serve({ servedir: 'dist', port: Number(process.env.PORT) });
