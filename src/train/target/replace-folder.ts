import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isHeldByOther } from './lock-file.js';
import { replaceContents, restoreContents } from './replace-contents.js';
import { isReplacedInPlace } from './replaced-in-place.js';
import { namesBeside, namesInside } from './side-names.js';

/**
 * Fills a new folder beside `target` and exchanges the two, so that whoever is stopped half way leaves what was there.
 *
 * A folder cannot be replaced in one step: it is parked under another name first. A crash between these two renames
 * is undone by `restoreParked`. Where the folder itself cannot be exchanged, its contents are, see `replaceContents`.
 *
 * @param target see `resolveTarget`
 * @param fill writes the content into the folder it is given, and syncs it
 */
export async function replaceFolder(target: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const { draft: prefix, previous } = namesBeside(target);
  await mkdir(dirname(target), { recursive: true });
  restoreParked(target);
  removeDrafts(target);
  if (await isReplacedInPlace(target)) return replaceContents(target, fill);
  const draft = `${prefix}${process.pid}`;
  try {
    await mkdir(draft);
    await fill(draft);
    // Synchronous, so that no signal handler comes between the renames.
    if (existsSync(target)) renameSync(target, previous);
    renameSync(draft, target);
    await rm(previous, { recursive: true, force: true });
  } catch (error) {
    restoreParked(target);
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Puts back what a crash left under its parking name, unless another run is at work: that one does so itself.
 *
 * @param target see `resolveTarget`
 */
export function restoreParked(target: string): void {
  const [beside, inside] = [namesBeside(target), namesInside(target)];
  if (isHeldByOther(beside.lock) || isHeldByOther(inside.lock)) return;
  if (!existsSync(target) && existsSync(beside.previous)) renameSync(beside.previous, target);
  restoreContents(target);
}

/** Removes what an interrupted write left beside the target, or in it; only what holds the lock may call this. */
export function removeDrafts(target: string): void {
  for (const { draft, previous } of [namesBeside(target), namesInside(target)]) {
    const folder = dirname(draft);
    if (!existsSync(folder)) continue;
    const prefix = basename(draft);
    for (const name of readdirSync(folder)) {
      if (name.startsWith(prefix)) rmSync(join(folder, name), { recursive: true, force: true });
    }
    if (folder !== target && existsSync(target)) rmSync(previous, { recursive: true, force: true });
  }
}
