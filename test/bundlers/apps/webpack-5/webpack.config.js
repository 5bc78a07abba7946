import { join } from 'node:path';

export default {
  entry: './main.js',
  output: { path: join(import.meta.dirname, 'dist'), filename: 'main.js' },
};
