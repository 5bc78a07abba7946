// npm run bench:speed: how soon and how fast each execution of the model answers, in a real browser's worker, in one run.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../.ci/setup.mjs';
import { serveWorker } from './speed/serve-worker.mjs';

/** Software WebGL where there is no GPU: the worst that a shopper's device can have. */
const flags = ['--no-sandbox', '--disable-quic', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const executions = ['cpu', 'wasm', 'webgl'];
const write = (text = '') => process.stdout.write(`${text}\n`);

const server = await serveWorker(join(import.meta.dirname, '../demo/public'));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: flags });
const measured = {};
try {
  const page = await browser.newPage();
  await page.goto(server.origin);
  for (const name of executions) measured[name] = await page.evaluate(measureInWorker, name);
} finally {
  await browser.close();
  await server.close();
}

const columns = { firstMs: 'first answer, ms', fullMs: 'whole history, ms', oneMoreMs: 'one more event, ms' };
write(
  'execution'.padEnd(12) +
    Object.values(columns)
      .map((title) => title.padStart(20))
      .join(''),
);
for (const [name, figures] of Object.entries(measured)) {
  write(
    name.padEnd(12) +
      Object.keys(columns)
        .map((key) => figures[key].toFixed(2).padStart(20))
        .join(''),
  );
}

const { modelHash, items, tokens } = measured.cpu;
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
const report = {
  commit,
  modelHash,
  items,
  tokens,
  browser: `Chromium ${browser.version()}`,
  gpu: 'none: WebGL by software',
  executions: Object.fromEntries(
    Object.entries(measured).map(([name, figures]) => [
      name,
      Object.fromEntries(Object.keys(columns).map((key) => [key, Number(figures[key].toPrecision(3))])),
    ]),
  ),
};
const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'speed.json'), `${JSON.stringify(report, null, 2)}\n`);

/** Runs in the page: a fresh worker for each execution. */
function measureInWorker(name) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('/measure.worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.error) reject(new Error(`${name}: ${data.error}`));
      else resolve(data.measured);
    };
    worker.onerror = ({ message }) => reject(new Error(`${name}: ${message}`));
    worker.postMessage(name);
  });
}
