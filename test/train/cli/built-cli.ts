import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Builds the command line for tests and returns its path; `removeCli` takes it away again.
 *
 * @param folder by default inside the project, where the packages that stay outside the bundle are found
 */
export async function buildCli(folder = join(projectRoot, `.vitrine/cli-${process.pid}`)): Promise<string> {
  await build({
    root: projectRoot,
    mode: 'cli',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: false },
  });
  return join(folder, 'cli.js');
}

/** Removes what `buildCli` made. */
export function removeCli(cli: string): void {
  rmSync(dirname(cli), { recursive: true, force: true });
}

/** Runs a built command line to its end. */
export function runCli(cli: string, cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', cwd });
  return { code: status, out: stdout, error: stderr };
}
