// `npm start` on a bare machine: set-up, build, serve. Node's own modules only, until the dependencies are there.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from '../.ci/setup.mjs';
import { serveFolders } from './serve.mjs';

const root = join(import.meta.dirname, '..');
const sources = ['src', 'vite.config.ts', 'package-lock.json'];
const { PORT } = process.env;

ensureDependencies();
if (isStale('dist/vitrine.worker.js', sources)) build('build');
if (isStale('demo/dist/index.html', [...sources, 'demo', 'dist'])) build('build:demo');
const { origin } = await serveFolders({
  folders: [join(root, 'demo/dist')],
  port: Number(PORT ?? 5173),
  mayMove: PORT === undefined,
}).catch((error) => fail(`cannot serve the demo on port ${PORT ?? 5173}: ${error.message}`));
process.stdout.write(`\nThe shop is open: ${origin}/\nPress Ctrl-C to close it.\n`);

/** Whether a built file is missing, or older than anything it is made from. */
function isStale(builtFile, madeFrom) {
  const built = statSync(join(root, builtFile), { throwIfNoEntry: false });
  return !built || madeFrom.some((path) => newest(join(root, path)) > built.mtimeMs);
}

/** When a file, or anything in a folder but `demo/dist`, last changed; ms since 1970. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  const names = readdirSync(path).filter((name) => join(path, name) !== join(root, 'demo/dist'));
  return Math.max(0, ...names.map((name) => newest(join(path, name))));
}

function build(script) {
  process.stdout.write(`Building (npm run ${script}) …\n`);
  const { status, stdout, stderr } = spawnSync('npm', ['run', script], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail(`npm run ${script} ended with code ${status}:\n${stdout}${stderr}`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
