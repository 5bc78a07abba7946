import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * Makes a small project that has the built package installed, as npm would put it there; what else it imports is found in the
 * repository's own node_modules.
 *
 * @param name of the folder, under .vitrine
 * @param files by path, with their text
 * @param isWhole whether the command, the WebAssembly and the documents are there, too
 * @returns the project's folder, and how to remove it
 */
export function installPackage(name: string, files: Readonly<Record<string, string>>, isWhole = false) {
  const folder = join(root, '.vitrine', name);
  rmSync(folder, { recursive: true, force: true });
  const installed = join(folder, 'node_modules/vitrine');
  const isNeeded = (path: string) => isWhole || !/\.wasm$|\/dist\/cli/.test(path);
  cpSync(join(root, 'dist'), join(installed, 'dist'), { recursive: true, filter: isNeeded });
  cpSync(join(root, 'package.json'), join(installed, 'package.json'));
  if (isWhole) {
    cpSync(join(root, 'docs'), join(installed, 'docs'), { recursive: true });
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    symlinkSync('../vitrine/dist/cli.js', join(folder, 'node_modules/.bin/vitrine'));
    chmodSync(join(installed, 'dist/cli.js'), 0o755);
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
