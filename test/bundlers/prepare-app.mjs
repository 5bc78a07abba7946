import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Where apps and what they install are kept between runs. */
const home = process.env.VITRINE_BUNDLERS ?? join(tmpdir(), 'vitrine-bundlers');

/**
 * Packs the package as it would be published.
 *
 * @returns {string} the path of the tarball
 */
export function packPackage() {
  mkdirSync(home, { recursive: true });
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', home];
  return join(home, JSON.parse(run('npm', args, root))[0].filename);
}

/**
 * Sets up an app in a folder of its own: the shop's page, what the app adds to it, the demo's model, its own dependencies
 * and the package.
 *
 * @param {{ app: string, link?: Record<string, string> }} bundler
 * @param {string} tarball from `packPackage`
 * @param {boolean} isLinked takes the dependencies from the project's node_modules, and installs nothing
 * @returns {string} the folder
 */
export function prepareApp({ app, link = {} }, tarball, isLinked) {
  const folder = join(home, isLinked ? `${app}-linked` : app);
  mkdirSync(folder, { recursive: true });
  // What a bundler has kept of an earlier build of the package must not answer for this one.
  const kept = ['node_modules', 'package-lock.json', '.installed'];
  for (const name of readdirSync(folder)) if (!kept.includes(name)) remove(join(folder, name));
  cpSync(join(import.meta.dirname, 'shop'), folder, { recursive: true });
  cpSync(join(import.meta.dirname, 'apps', app), folder, { recursive: true });
  cpSync(join(root, 'demo/public/model'), join(folder, 'public/model'), { recursive: true });
  if (isLinked) linkDependencies(folder, link);
  else installDependencies(folder);
  for (const cache of ['.vite', '.cache', 'vitrine']) remove(join(folder, 'node_modules', cache));
  mkdirSync(join(folder, 'node_modules/vitrine'));
  run('tar', ['xzf', tarball, '-C', join(folder, 'node_modules/vitrine'), '--strip-components=1'], folder);
  return folder;
}

function installDependencies(folder) {
  const wanted = readFileSync(join(folder, 'package.json'), 'utf8');
  const stamp = join(folder, '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  run('npm', ['install', '--no-audit', '--no-fund'], folder);
  writeFileSync(stamp, wanted);
}

/** As npm would have done it: each dependency under its name, and its commands. */
function linkDependencies(folder, link) {
  remove(join(folder, 'node_modules'));
  const commands = join(folder, 'node_modules/.bin');
  mkdirSync(commands, { recursive: true });
  for (const name of Object.keys(readJson(join(folder, 'package.json')).dependencies)) {
    const installed = join(root, 'node_modules', link[name] ?? name);
    if (!existsSync(installed)) continue; // a dev server, which the project does without
    const at = join(folder, 'node_modules', name);
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(installed, at);
    const { bin = {} } = readJson(join(installed, 'package.json'));
    for (const [command, file] of Object.entries(typeof bin === 'string' ? { [name]: bin } : bin)) {
      symlinkSync(join(installed, file), join(commands, command));
    }
  }
}

function remove(path) {
  rmSync(path, { recursive: true, force: true });
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @throws Error with what the program printed, unless it ended well */
function run(program, args, cwd) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) throw error ?? new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}
