import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describeDiskFailure } from './disk-failure.js';
import { isReplacedInPlace } from './replaced-in-place.js';
import { namesBeside, namesInside } from './side-names.js';

/** Bytes that are written for a try: a full disk may still take a few. */
const probeBytes = 256 * 1024;

/**
 * Tries whether a folder may be written, by writing, syncing and renaming there: better now than after a long training.
 *
 * @param target see `resolveTarget`; the folder around it is there
 * @param given the path as the user gave it
 * @throws VitrineError `WRITE_FAILED` saying why not
 */
export async function probeTarget(target: string, given: string): Promise<void> {
  const { draft } = (await isReplacedInPlace(target)) ? namesInside(target) : namesBeside(target);
  let probe: string | undefined;
  try {
    probe = await mkdtemp(draft);
    const file = await open(join(probe, 'probe'), 'wx');
    try {
      await file.writeFile(Buffer.alloc(probeBytes, 1));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(join(probe, 'probe'), join(probe, 'renamed'));
  } catch (error) {
    throw describeDiskFailure(error, given);
  } finally {
    if (probe !== undefined) await rm(probe, { recursive: true, force: true });
  }
}
