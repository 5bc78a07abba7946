import webpack from 'webpack';
import Server from 'webpack-dev-server';
import config from './webpack.config.js';

const compiler = webpack({ ...config, mode: 'development' });
await new Server({ port: Number(process.env.PORT), host: 'localhost', static: ['.', 'public'] }, compiler).start();
