import { cpSync } from 'node:fs';
import webpack from 'webpack';
import config from './webpack.config.js';

webpack({ ...config, mode: 'production' }, (error, stats) => {
  if (error ?? stats.hasErrors()) throw error ?? new Error(stats.toString());
  process.stdout.write(stats.toString('errors-warnings'));
  cpSync('index.html', 'dist/index.html');
});
