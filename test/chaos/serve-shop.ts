import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, type Rollup } from 'vite';
import { respond } from '../../demo/serve.mjs';
import { itemIds } from './pages/tab.js';

const dist = join(import.meta.dirname, '../../dist');

/** The shop that trips go through, and everything that its server was asked for. */
export interface ChaosShop {
  readonly origin: string;
  /** What was asked for since the last call that no static page or file explains. */
  takeLeaks(): string[];
  close(): Promise<void>;
}

/** Everything a visit may ask for, the same for every shopper. */
const staticFiles =
  /^\/(tabs|shop\?[\w=&-]+|run-trip\.js|page-prelude\.js|vitrine\.[\w.-]+\.js|(arrays|wasm|webgl)\/[\w.-]+\.(js|wasm)(\?[\w.-]+(=[\w.-]*)?)?|model\/[\w.-]+(\?[\w.-]+(=[\w.-]*)?)?)$/;

/**
 * Serves the page that holds the tabs (`/tabs`), the shop's pages (`/shop`), the built SDK and a model from memory.
 *
 * The worker lies at `/arrays/`, `/wasm/` and `/webgl/`, with what the device has in that place.
 */
export async function serveShop(model: Readonly<Record<string, Uint8Array>>): Promise<ChaosShop> {
  const pages = join(import.meta.dirname, 'pages');
  const [runTrip, pagePrelude, workerPrelude] = await Promise.all(
    ['run-trip.ts', 'page-prelude.ts', 'worker-prelude.ts'].map((file) => bundle(join(pages, file))),
  );
  const worker = readFileSync(join(dist, 'vitrine.worker.js'), 'utf8');
  let leaks: string[] = [];

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET' || request.headers.cookie || !staticFiles.test(request.url ?? '')) {
      leaks.push(`${request.method} ${request.url}`);
    }
    const [, equipment, file] = /^\/(arrays|wasm|webgl)\/([\w.-]+)$/.exec(pathname) ?? [];
    const modelFile = /^\/model\/([\w.-]+)$/.exec(pathname)?.[1];
    if (pathname === '/tabs')
      return send(
        response,
        'text/html',
        '<!doctype html><title>tabs</title><link rel="icon" href="data:,"><script src="/run-trip.js"></script><body>',
      );
    if (pathname === '/shop') return send(response, 'text/html', renderPage(searchParams));
    if (pathname === '/run-trip.js') return send(response, 'text/javascript', runTrip);
    if (pathname === '/page-prelude.js') return send(response, 'text/javascript', pagePrelude);
    if (modelFile && model[modelFile]) return send(response, 'application/octet-stream', model[modelFile]);
    if (file === 'vitrine.worker.js') {
      return send(response, 'text/javascript', `globalThis.equipment = '${equipment}';\n${workerPrelude}\n${worker}`);
    }
    // Without what starts them, WebGL and WASM are nothing that this device has.
    const isExecution = file === 'vitrine.webgl.js' || file === 'vitrine.wasm.js';
    if (equipment === 'arrays' && isExecution) return void response.writeHead(404).end();
    if (equipment) request.url = `/${file}`;
    await respond([dist], request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    takeLeaks() {
      const taken = leaks;
      leaks = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function renderPage(address: URLSearchParams): string {
  const items = itemIds.map((itemId) => `<li data-vitrine-item="${itemId}"><a href="#">${itemId}</a></li>`);
  return `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script src="/page-prelude.js"></script>
    <script async src="/vitrine.iife.js" data-model="/model/" data-worker="/${address.get('equipment')}/vitrine.worker.js"
      data-bots="record" data-namespace="${address.get('namespace')}" data-consent="${address.get('consent')}"></script>
    <ul data-vitrine-list="home" data-vitrine-apply="always">${items.join('')}</ul>`;
}

async function bundle(entry: string): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'chaosPage' } },
  })) as Rollup.RollupOutput[];
  return output[0]!.output[0].code;
}

function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
  // Kept for the length of a run: trips would otherwise spend their time on asking again.
  response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600' }).end(body);
}
