// `npm run test:bundlers`: builds a small shop with each bundler and opens it. Names choose some: `-- vite-7 parcel`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../../.ci/setup.mjs';
import { serveFolders } from '../../demo/serve.mjs';
import { bundlers } from './bundlers.mjs';
import { chromiumFlags, openShop } from './open-shop.mjs';
import { packPackage, prepareApp } from './prepare-app.mjs';
import { runScript, startServer } from './run-script.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // Those that the project itself installs, from its own node_modules.
    linked: { type: 'boolean', default: false },
    // Waits for WebGL rather than for WebAssembly.
    webgl: { type: 'boolean', default: false },
    // Writes the table into the documentation.
    update: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
});
const chosen = bundlers.filter(
  ({ app, isLinked }) => (!values.linked || isLinked) && (positionals.length === 0 || positionals.includes(app)),
);
const execution = values.webgl ? 'webgl' : 'wasm';
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: chromiumFlags[execution],
});
const tarball = packPackage();
const rows = [];
for (const bundler of chosen) rows.push(await tryBundler(bundler));
await browser.close();

const table = toTable(rows);
process.stdout.write(`\n${table}\n`);
const failures = rows.flatMap(({ failed }) => failed);
for (const failure of failures) process.stdout.write(`\nFAIL ${failure}\n`);
const passed = rows.reduce((sum, { passed }) => sum + passed, 0);
process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`);
if (values.report) writeFileSync(values.report, JSON.stringify({ passed, failures }));
if (values.update)
  updateDocs(
    table,
    rows.filter(({ failed }) => failed.length === 0),
  );
process.exitCode = failures.length === 0 ? 0 : 1;

async function tryBundler(bundler) {
  const row = { bundler, outcomes: {}, passed: 0, failed: [] };
  const attempt = async (what, work) => {
    try {
      row[what] = await work();
      row.outcomes[what] = 'starts';
      row.passed++;
    } catch (error) {
      row.outcomes[what] = 'fails';
      row.failed.push(`${bundler.name}, ${what}: ${error.message}`);
    }
    process.stdout.write(`${row[what] ? 'ok  ' : 'FAIL'} ${bundler.name}, ${what}\n`);
  };
  let folder;
  await attempt('build', async () => {
    folder = prepareApp(bundler, tarball, values.linked);
    await runScript(folder, bundler.build);
    return openServed(await serveBuild(bundler, folder));
  });
  const hasDevServer = bundler.dev && !(values.linked && bundler.app === 'webpack-5');
  if (folder && hasDevServer) {
    await attempt('dev server', async () => openServed(await startServer(folder, bundler.dev)));
  }
  return row;
}

async function serveBuild({ start }, folder) {
  if (start) return startServer(folder, start);
  const { origin, close } = await serveFolders({ folders: [join(folder, 'dist'), join(folder, 'public')], port: 0 });
  return { origin, stop: close };
}

async function openServed({ origin, stop }) {
  try {
    return await openShop(browser, `${origin}/`, execution);
  } finally {
    await stop();
  }
}

/** A table in Markdown; what comes before the first answer is counted in the build, which shoppers get. */
function toTable(all) {
  const lines = all.map(({ bundler, outcomes, build }) =>
    [
      bundler.name,
      bundler.needs,
      outcomes.build,
      outcomes['dev server'] ?? (bundler.dev ? 'not tried' : 'none'),
      build?.files ?? '',
      build?.kb ?? '',
    ].join(' | '),
  );
  return [
    '| bundler | what you do | worker in the build | in the dev server | scripts before the first answer | their size, gzip kB |',
    '| --- | --- | --- | --- | ---: | ---: |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

/** Writes the rows of those bundlers that passed; the others keep the rows that they have. */
function updateDocs(text, passedRows) {
  const file = join(import.meta.dirname, '../../docs/bundlers.md');
  const between = /(<!-- bundlers -->\n)([\s\S]*)(\n<!-- \/bundlers -->)/;
  const docs = readFileSync(file, 'utf8');
  const [head, rule, ...lines] = text.split('\n');
  const nameOf = (line) => line.split(' | ')[0].slice(2);
  const isNew = (line) => passedRows.some(({ bundler }) => bundler.name === nameOf(line));
  const kept = between.exec(docs)[2].split('\n').slice(3);
  const all = bundlers.flatMap(({ name }) => {
    const found = lines.find((line) => nameOf(line) === name && isNew(line));
    return found ?? kept.find((line) => nameOf(line) === name) ?? [];
  });
  writeFileSync(file, docs.replace(between, `$1\n${[head, rule, ...all].join('\n')}\n$3`));
}
