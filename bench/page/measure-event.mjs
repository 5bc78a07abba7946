import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');
const modelFolder = join(root, 'demo/public/model');
const startMs = Date.UTC(2026, 0, 5);
const betweenMs = 20_000;
/** The first ones are not counted: the engine has not compiled the code by then. */
const [nWarmUp, nMeasured] = [50, 100];

/**
 * Measures what one more event costs the worker's own code on plain arrays, built as it ships and run in Node with the
 * demo's model: the events before it are known, and the answer and the order record are made.
 *
 * @param {readonly number[]} lengths events in the history
 * @returns {Promise<Record<string, { answerMs: number, recordMs: number }>>} medians, by length
 */
export async function measureFurtherEvents(lengths) {
  const { createWorkerApi, createMemoryEventStore } = await importBuilt({
    createWorkerApi: 'worker/worker-api.ts',
    createMemoryEventStore: 'events/store/memory-store.ts',
  });
  const { itemIds } = JSON.parse(readFileSync(join(modelFolder, 'catalog.json'), 'utf8'));
  const fetch = async (url) => new Response(readFileSync(join(modelFolder, new URL(url).pathname)));
  const measured = {};
  for (const length of lengths) {
    let now = startMs + length * betweenMs;
    const view = (i) => ({
      type: 'view_item',
      itemId: itemIds[(i * 37) % 600],
      id: `event-${i}`,
      time: startMs + i * betweenMs,
    });
    const store = createMemoryEventStore({ now: () => now });
    await store.append(Array.from({ length }, (_, i) => view(i)));
    const worker = createWorkerApi({ fetch, openStore: async () => store, now: () => now });
    const setup = { modelUrl: 'https://shop.example/', namespace: 'bench', hasStorage: true, backends: [] };
    await worker.start(
      setup,
      () => {},
      () => {},
    );
    const [answers, records] = [[], []];
    for (let i = 0; i < nWarmUp + nMeasured; i++) {
      now += betweenMs;
      const askedAt = performance.now();
      await worker.score([view(length + i)], { limit: 0, exclude: [] });
      const answeredAt = performance.now();
      await worker.makeRecord();
      answers.push(answeredAt - askedAt);
      records.push(performance.now() - answeredAt);
    }
    measured[length] = { answerMs: median(answers.slice(nWarmUp)), recordMs: median(records.slice(nWarmUp)) };
  }
  return measured;
}

/**
 * Builds source files into one module and imports it: code that a development server has transformed is slower.
 *
 * @param {Readonly<Record<string, string>>} files by the name that each exports, paths in src/
 */
async function importBuilt(files) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
  const entry = join(folder, 'measured.js');
  const exportsOf = ([name, path]) => `export { ${name} } from ${JSON.stringify(join(root, 'src', path))};`;
  writeFileSync(entry, Object.entries(files).map(exportsOf).join('\n'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      define: { __VITRINE_BUILD__: '"bench"' },
      build: { outDir: join(folder, 'built'), lib: { entry, formats: ['es'], fileName: () => 'measured.mjs' } },
    });
    return await import(pathToFileURL(join(folder, 'built/measured.mjs')).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
