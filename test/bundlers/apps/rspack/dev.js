import { rspack } from '@rspack/core';
import { RspackDevServer as Server } from '@rspack/dev-server';
import config from './rspack.config.js';

const compiler = rspack({ ...config, mode: 'development' });
await new Server({ port: Number(process.env.PORT), host: 'localhost', static: ['.', 'public'] }, compiler).start();
