import { cpSync } from 'node:fs';
import { rspack } from '@rspack/core';
import config from './rspack.config.js';

rspack({ ...config, mode: 'production' }, (error, stats) => {
  if (error ?? stats.hasErrors()) throw error ?? new Error(stats.toString());
  process.stdout.write(stats.toString('errors-warnings'));
  cpSync('index.html', 'dist/index.html');
});
