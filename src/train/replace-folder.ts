import { existsSync, renameSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Fills a new folder beside `target` and exchanges the two, so that whoever is stopped half way leaves what was there.
 *
 * A folder cannot be replaced in one step: it is parked under another name first. A crash between these two renames
 * is undone by `restoreParked`.
 *
 * @param target absolute path
 * @param fill writes the content into the folder it is given, and syncs it
 */
export async function replaceFolder(target: string, fill: (draft: string) => Promise<void>): Promise<void> {
  await removeDrafts(target);
  const draft = `${draftPrefix(target)}${process.pid}`;
  try {
    await mkdir(draft);
    await fill(draft);
    // Synchronous, so that no signal handler comes between the renames.
    if (existsSync(target)) renameSync(target, parkedName(target));
    renameSync(draft, target);
    await rm(parkedName(target), { recursive: true, force: true });
  } catch (error) {
    restoreParked(target);
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Puts a folder back that a crash left under its parking name. */
export function restoreParked(target: string): void {
  if (!existsSync(target) && existsSync(parkedName(target))) renameSync(parkedName(target), target);
}

/** Removes what earlier, interrupted writes left beside the target. */
async function removeDrafts(target: string): Promise<void> {
  restoreParked(target);
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  const prefix = basename(draftPrefix(target));
  const leftovers = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  for (const name of leftovers) await rm(join(parent, name), { recursive: true, force: true });
  await rm(parkedName(target), { recursive: true, force: true });
}

function draftPrefix(target: string): string {
  return join(dirname(target), `.${basename(target)}.writing-`);
}

function parkedName(target: string): string {
  return join(dirname(target), `.${basename(target)}.previous`);
}
