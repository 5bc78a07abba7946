import { mkdtemp, open, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { VitrineError } from '../../errors.js';
import { describeDiskFailure } from '../target/disk-failure.js';
import { resolveTarget } from '../target/resolve-target.js';

/**
 * Checks, before a long run, that a page may be written to `out`.
 *
 * @throws VitrineError `OPTION_INVALID` for a folder, for a name that is no page's, and where there is no folder to write to;
 * `WRITE_FAILED` where that folder may not be written
 */
export async function checkReportTarget(out: string): Promise<void> {
  if (!/\.html?$/i.test(out)) {
    throw new VitrineError('OPTION_INVALID', `--out is "${out}", expected a page such as report.html`);
  }
  const path = await resolveTarget(out);
  const [target, folder] = await Promise.all([kindOf(path), kindOf(dirname(path))]);
  if (target === 'folder')
    throw new VitrineError('OPTION_INVALID', `${out} is a folder: give --out the name of a page`);
  if (folder !== 'folder') {
    throw new VitrineError('OPTION_INVALID', `there is no folder ${dirname(out)}: make it, or give another --out`);
  }
  try {
    await rmdir(await mkdtemp(draftOf(path)));
  } catch (error) {
    throw describeDiskFailure(error, out);
  }
}

/**
 * Writes a page atomically: whoever is stopped half way leaves what was there before.
 *
 * @throws VitrineError `WRITE_FAILED` when the disk refuses
 */
export async function writeReport(out: string, page: string): Promise<void> {
  const target = await resolveTarget(out);
  const draft = `${draftOf(target)}${process.pid}`;
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(page);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw describeDiskFailure(error, out);
  }
}

function draftOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.writing-`);
}

async function kindOf(path: string): Promise<'folder' | 'file' | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  return found.isDirectory() ? 'folder' : 'file';
}
