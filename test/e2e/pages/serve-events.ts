import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, type Rollup } from 'vite';

/** A running server of pages that hold nothing but `src/events`. */
export interface EventsPages {
  /** `http://localhost:PORT`; every path answers with the same page. */
  readonly url: string;
  close(): Promise<void>;
}

/** Bundles `pages/events.ts` and serves it; with `?consent=…` the page starts a tracker in `window.tracker`. */
export async function serveEvents(): Promise<EventsPages> {
  const script = await bundle();
  const html = `<!doctype html><meta charset="utf-8"><title>events</title><script src="/events.js"></script>
<body><a id="next" href="/next?consent=granted">next</a><script>
window.errors = [];
const consent = new URLSearchParams(location.search).get('consent');
if (consent) window.tracker = events.createTracker({ namespace: 'vitrine', consent, onError: (error) => errors.push(error.code) });
</script>`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/events.js';
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html',
      'cache-control': 'max-age=60',
    });
    response.end(isScript ? script : html);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => closeServer(server) };
}

async function bundle(): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'events.ts'), formats: ['iife'], name: 'eventsPage' },
    },
  })) as Rollup.RollupOutput[];
  return output[0]!.output[0].code;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
