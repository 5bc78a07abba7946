import { basename } from 'node:path';
import type { Provenance } from '../../encoder/artifact/manifest.js';
import { VitrineError } from '../../errors.js';
import { hashFile } from '../artifact/describe-origin.js';

/** The event files of an update. */
export interface UpdateFiles {
  /** That the model learned from already, in the order given. */
  readonly seen: readonly string[];
  /** That are new to it, in the order given. */
  readonly fresh: readonly string[];
}

/**
 * Tells files that a model learned from, at training or in an update, from new ones, by their SHA-256.
 *
 * @throws VitrineError `OPTION_INVALID` without a file, and when all are known to the model already
 */
export async function chooseLogFiles(
  files: readonly string[],
  { data }: Pick<Provenance, 'data'>,
): Promise<UpdateFiles> {
  if (files.length === 0) {
    throw new VitrineError(
      'OPTION_INVALID',
      '--events is missing: give the log of what happened since, such as --events new.csv',
    );
  }
  const known = new Map(data.map(({ file, sha256 }) => [sha256, file]));
  const hashes = await Promise.all(files.map(hashFile));
  const fresh = files.filter((_, i) => !known.has(hashes[i]) && hashes.indexOf(hashes[i]) === i);
  if (fresh.length === 0) {
    const names = files.map((file, i) => `${basename(file)} (as ${known.get(hashes[i])})`).join(', ');
    throw new VitrineError(
      'OPTION_INVALID',
      `--events names nothing new: the model learned from ${names} already; give the log of what happened since`,
    );
  }
  return { seen: files.filter((_, i) => known.has(hashes[i])), fresh };
}
