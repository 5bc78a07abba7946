import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { insidePrefix, namesInside } from './side-names.js';

/** Read first and written last: it names the other files. */
const lastFile = 'manifest.json';

/**
 * Replaces the files of a folder that cannot be exchanged itself, such as a mount point.
 *
 * All new files are written and synced before the first one takes its place, the manifest last, so that no reader finds a
 * manifest of files that are not there. The former files are kept until then: a crash is undone by `restoreContents`.
 *
 * @param target a folder that is there
 * @param fill writes the files into the folder it is given, and syncs them
 */
export async function replaceContents(target: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const { draft: prefix } = namesInside(target);
  const draft = `${prefix}${process.pid}`;
  try {
    await mkdir(draft);
    await fill(draft);
    keepFormer(target);
    // Synchronous, as in `replaceFolder`.
    for (const name of manifestLast(readdirSync(draft))) renameSync(join(draft, name), join(target, name));
    forgetFormer(target);
  } catch (error) {
    restoreContents(target);
    throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Puts the files back that stood in a folder before a replacement that did not come to its end. */
export function restoreContents(target: string): void {
  const { previous } = namesInside(target);
  if (!existsSync(previous)) return;
  const former = readdirSync(previous);
  // What has no former file is half of what was to come.
  for (const name of ownFiles(target)) if (!former.includes(name)) rmSync(join(target, name), { force: true });
  for (const name of manifestLast(former)) renameSync(join(previous, name), join(target, name));
  rmSync(previous, { recursive: true, force: true });
}

/** Links or copies the files aside, and gives the folder its name when all are there. */
function keepFormer(target: string): void {
  const { previous, draft } = namesInside(target);
  const gathered = `${draft}previous`;
  mkdirSync(gathered);
  for (const name of ownFiles(target)) {
    try {
      linkSync(join(target, name), join(gathered, name));
    } catch {
      // Not every disk has links.
      copyFileSync(join(target, name), join(gathered, name));
    }
  }
  renameSync(gathered, previous);
}

/** By a rename first: half of the former files must not be taken for all of them. */
function forgetFormer(target: string): void {
  const { previous, draft } = namesInside(target);
  renameSync(previous, `${draft}former`);
  rmSync(`${draft}former`, { recursive: true, force: true });
}

function ownFiles(target: string): string[] {
  return readdirSync(target, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith(insidePrefix))
    .map(({ name }) => name);
}

function manifestLast(names: readonly string[]): string[] {
  return [...names].sort((a, b) => Number(a === lastFile) - Number(b === lastFile) || (a < b ? -1 : 1));
}
