import { join } from 'node:path';
import { createServer } from 'vite';

/**
 * Opens the sources as they are: there is no built entry for what only a benchmark asks.
 *
 * @returns {Promise<{ load: (file: string) => Promise<Record<string, Function>>, close: () => Promise<void> }>} `load` imports a file of src by its path without the ending
 */
export async function openSources() {
  const server = await createServer({
    root: join(import.meta.dirname, '..'),
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
  });
  return { load: (file) => server.ssrLoadModule(`/src/${file}.ts`), close: () => server.close() };
}
