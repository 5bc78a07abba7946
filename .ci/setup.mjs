// Runs before any dependency is installed: Node's own modules only.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/**
 * Installs the lockfile's dependencies, unless exactly those are there already.
 *
 * @throws when npm fails
 */
export function ensureDependencies() {
  if (hasDependencies()) return;
  process.stdout.write('Installing the dependencies …\n');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw error ?? new Error(`npm ci ended with code ${status}: is the npm registry reachable?`);
}

/** npm writes what it installed beside what it installed; a package left out must be optional. */
function hasDependencies() {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { packages: installed } = JSON.parse(readFileSync(installedFile, 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional),
  );
}

/**
 * The path of a Chromium: `CHROME_PATH`, one that is installed, one that Playwright downloaded; failing these, one is
 * installed (Debian's package where we may, else Playwright's).
 *
 * @throws when there is none and none can be installed, saying what to do
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  process.stdout.write('Installing a Chromium …\n');
  if (isDebianRoot()) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive',
    });
  }
  if (!(await findChromium())) run(join(root, 'node_modules/.bin/playwright'), ['install', 'chromium']);
  const installed = await findChromium();
  if (installed) return installed;
  throw new Error(
    'no Chromium was found and none could be installed: install Chrome, or set CHROME_PATH to a Chromium',
  );
}

async function findChromium() {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) {
    if (isExecutable(CHROME_PATH)) return CHROME_PATH;
    throw new Error(`CHROME_PATH is ${CHROME_PATH}, which is no program: correct it or unset it`);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const { chromium } = await import('@playwright/test');
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    chromium.executablePath(),
  ].find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Ubuntu's `chromium` is an installer that needs snapd: only Debian's will do. */
function isDebianRoot() {
  const isRoot = process.getuid?.() === 0;
  return isRoot && existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function run(command, args, env = {}) {
  // A download that hangs must not hang the tests.
  spawnSync(command, args, { cwd: root, stdio: 'inherit', timeout: 300_000, env: { ...process.env, ...env } });
}
