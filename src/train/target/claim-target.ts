import { existsSync, rmdirSync } from 'node:fs';
import { mkdir, mkdtemp, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeDiskFailure } from './disk-failure.js';
import { takeLock } from './lock-file.js';
import { probeTarget } from './probe-target.js';
import { removeDrafts, restoreParked } from './replace-folder.js';
import { isReplacedInPlace } from './replaced-in-place.js';
import { resolveTarget } from './resolve-target.js';
import { insidePrefix, namesBeside, namesInside } from './side-names.js';

/** A folder that a run has to itself. */
export interface ClaimedTarget {
  /** Absolute, through all links. */
  readonly path: string;
  /** Gives the folder free; call it when all is done, or has failed. */
  release(): void;
}

/** Signals that end a run in the middle of it, and that can be heard. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Claims a folder for a long run: follows its links, tries whether it may be written, and locks it against other runs.
 * A signal that ends the run gives it free, too; after a crash the next run takes the lock over.
 *
 * @param given the path as the user gave it
 * @throws VitrineError `OPTION_INVALID` for links in a circle, `WRITE_FAILED` when it cannot be written or is being written
 */
export async function claimTarget(given: string): Promise<ClaimedTarget> {
  const path = await resolveTarget(given);
  const made = await makeFolders(dirname(path), given);
  const { lock } = (await isReplacedInPlace(path)) ? namesInside(path) : namesBeside(path);
  const unlock = takeLock(lock, given);
  const free = () => {
    restoreParked(path);
    removeDrafts(path);
    unlock();
    removeEmpty(path, made);
  };
  const quit = (signal: NodeJS.Signals) => {
    free();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.once(signal, quit);
  const release = () => {
    for (const signal of signals) process.off(signal, quit);
    free();
  };
  await probeTarget(path, given).catch((error: unknown) => {
    release();
    throw error;
  });
  return { path, release };
}

/** @returns the outermost folder that was made, if any */
async function makeFolders(folder: string, given: string): Promise<string | undefined> {
  try {
    return await mkdir(folder, { recursive: true });
  } catch (error) {
    // Node says "no such file" of a read-only disk: the nearest folder that is there tells more.
    let around = folder;
    while (!existsSync(around)) around = dirname(around);
    const probe = await mkdtemp(join(around, insidePrefix)).catch((cause: unknown) => {
      throw describeDiskFailure(cause, given);
    });
    await rmdir(probe);
    throw describeDiskFailure(error, given);
  }
}

/** Removes the folders around the target that were made for it, where nothing came to stand in them. */
function removeEmpty(path: string, made: string | undefined): void {
  if (made === undefined) return;
  try {
    for (let folder = dirname(path); folder.startsWith(made); folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // Something stands there: all that is around it stays.
  }
}
