import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, type EnginePage, findProgram } from './engine.js';

/** WebKitGTK's small browser, spoken to by WebDriver, on a display that nobody sees: without one it does not start. */
export function webkit(): Engine {
  const driver = findProgram('WebKitWebDriver');
  const display = findProgram('xvfb-run');
  const browser = findMiniBrowser();
  const missing = [driver ? '' : 'WebKitWebDriver', browser ? '' : 'MiniBrowser', display ? '' : 'xvfb-run'].filter(
    Boolean,
  );
  return {
    name: 'WebKit',
    lacks: missing.length > 0 ? `not installed: ${missing.join(', ')} (Debian: webkit2gtk-driver, xvfb)` : null,
    open: () => openSession(display!, driver!, browser!),
  };
}

/** Debian keeps it beside the library, in a folder named after the machine. */
function findMiniBrowser(): string | undefined {
  const foldersOf = (path: string) => {
    try {
      return readdirSync(path).map((name) => join(path, name));
    } catch {
      return [];
    }
  };
  return foldersOf('/usr/lib')
    .flatMap(foldersOf)
    .filter((folder) => /webkit2gtk-4\.\d$/.test(folder))
    .map((folder) => findProgram(join(folder, 'MiniBrowser')))
    .find(Boolean);
}

/** Starts the driver and asks it for a browser. @see https://www.w3.org/TR/webdriver2/ */
async function openSession(display: string, driver: string, browser: string): Promise<EnginePage> {
  const home = mkdtempSync(join(tmpdir(), 'vitrine-webkit-'));
  const port = await freePort();
  const program = spawn(display, ['-a', driver, `--port=${port}`, '--host=127.0.0.1'], {
    detached: true, // a group of its own: the driver, its display and the browser end together
    stdio: 'ignore',
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home },
  });
  const end = () => {
    try {
      process.kill(-program.pid!, 'SIGKILL');
    } catch {
      // It has ended.
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const origin = `http://127.0.0.1:${port}`;
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(origin + path, { method, body: body && JSON.stringify(body) });
    const { value } = (await response.json()) as { value: { message?: string } };
    if (!response.ok) throw new Error(`WebKit: ${value.message}`);
    return value;
  };
  try {
    await whenUp(() => ask('GET', '/status'));
    const options = { binary: browser, args: ['--automation'] };
    const wanted = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options };
    const { sessionId } = (await ask('POST', '/session', { capabilities: { alwaysMatch: wanted } })) as {
      sessionId: string;
    };
    const session = `/session/${sessionId}`;
    await ask('POST', `${session}/timeouts`, { script: 120_000, pageLoad: 120_000 });
    return {
      goto: async (url) => void (await ask('POST', `${session}/url`, { url })),
      async evaluate(work) {
        const script = `const done = arguments[0]; Promise.resolve().then(${work}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const told = (await ask('POST', `${session}/execute/async`, { script, args: [] })) as {
          value: Awaited<ReturnType<typeof work>>;
          error?: string;
        };
        if (told.error) throw new Error(told.error);
        return told.value;
      },
      async close() {
        await ask('DELETE', session).catch(() => {});
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

async function whenUp(ask: () => Promise<unknown>): Promise<void> {
  const startedAt = Date.now();
  for (;;) {
    try {
      return void (await ask());
    } catch (error) {
      if (Date.now() - startedAt > 60_000) throw new Error('the driver of WebKit did not come up', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
