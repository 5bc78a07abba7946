import { lstat, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { VitrineError } from '../../errors.js';

/**
 * Returns the absolute path that a path leads to, through all links, whether there is something or not: a link to a folder
 * that is not there yet leads to that folder.
 *
 * @throws VitrineError `OPTION_INVALID` for links that lead in a circle
 * @example await resolveTarget('current') // '/srv/models/may', where current is a link
 */
export async function resolveTarget(path: string): Promise<string> {
  return follow(resolve(path), path, 0);
}

/** Links in a row, as Linux counts them. */
const mostLinks = 40;

async function follow(path: string, given: string, nLinks: number): Promise<string> {
  if (nLinks > mostLinks) throw inCircle(given);
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ELOOP') throw inCircle(given);
    // A path below a file leads nowhere: whoever writes there is told by the disk.
    if (code !== 'ENOENT' || dirname(path) === path) return path;
  }
  const parent = await follow(dirname(path), given, nLinks);
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isSymbolicLink()) return join(parent, basename(path));
  return follow(resolve(parent, await readlink(path)), given, nLinks + 1);
}

function inCircle(given: string): VitrineError {
  return new VitrineError(
    'OPTION_INVALID',
    `${given} is a link that leads in a circle: give --out a folder of its own`,
  );
}
