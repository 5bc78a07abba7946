import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { namesBeside } from './side-names.js';

/**
 * Returns whether a folder's contents must be replaced where they are, because the folder itself cannot be exchanged: it is a
 * mount point, the folder that this process works in, or stands where this user may not write.
 *
 * @param target see `resolveTarget`
 */
export async function isReplacedInPlace(target: string): Promise<boolean> {
  const parent = dirname(target);
  const [own, around] = await Promise.all([target, parent].map((path) => stat(path).catch(() => undefined)));
  if (!own?.isDirectory() || !around) return false;
  if (parent === target || own.dev !== around.dev || isMountPoint(target)) return true;
  if (!relative(target, process.cwd()).startsWith('..')) return true;
  return !(await mayWriteBeside(target));
}

/** A folder of the same disk may be mounted, too: Linux lists what is. */
function isMountPoint(target: string): boolean {
  try {
    const points = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[4] ?? '');
    // Blanks and the like are written in octal.
    const decode = (text: string) =>
      text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    return points.some((point) => decode(point) === target);
  } catch {
    return false;
  }
}

async function mayWriteBeside(target: string): Promise<boolean> {
  const probe = await mkdtemp(namesBeside(target).draft).catch(() => undefined);
  if (probe !== undefined) await rm(probe, { recursive: true, force: true });
  return probe !== undefined;
}
