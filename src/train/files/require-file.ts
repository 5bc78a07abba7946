import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VitrineError } from '../../errors.js';
import { fileNameOf } from './file-name.js';

/**
 * Checks that a path names a file that can be read more than once.
 *
 * @throws VitrineError `FILE_NOT_FOUND`, `FILE_UNREADABLE` for a folder, a pipe or a device
 */
export async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (isAddress(path)) {
      const message = `${fileNameOf(path)} is given by an address, and nothing is fetched: download the file, give its path`;
      throw new VitrineError('FILE_NOT_FOUND', message, { cause });
    }
    throw new VitrineError('FILE_NOT_FOUND', `${path} does not exist: ${hintFor(path, cause.code)}`, { cause });
  });
  if (found.isFile()) return;
  if (found.isDirectory()) {
    throw new VitrineError(
      'FILE_UNREADABLE',
      `${path} is a folder and no file: give the files in it, such as '${join(path, '*')}', in quotes`,
    );
  }
  throw new VitrineError(
    'FILE_UNREADABLE',
    `${path} is ${kindOf(found)} and no file: give CSV, JSONL or Parquet files (what comes from a pipe, write to a file first)`,
  );
}

/** Returns whether a word is an address such as `https://…` or `s3://…`. */
export function isAddress(word: string): boolean {
  return /^[a-z][\w+.-]+:\/\//i.test(word);
}

function hintFor(path: string, code: string | undefined): string {
  if (code === 'ELOOP') return 'its links lead in a circle';
  if (code === 'EACCES') return 'or its folder may not be read';
  if (path.startsWith('~')) return 'a ~ inside a word stays as it is, write the whole path';
  // Node reads the command line as UTF-8, and puts this in place of what is none.
  if (path.includes('\uFFFD')) return 'its name is not UTF-8, rename it';
  return 'check the path';
}

function kindOf(found: Stats): string {
  if (found.isFIFO()) return 'a pipe';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}
