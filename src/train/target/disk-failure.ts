import { VitrineError } from '../../errors.js';

/** What the codes of failed writes mean, and what to do. */
const meanings: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room, or give a folder elsewhere',
  EDQUOT: 'the quota of this user is used up: make room, or give a folder elsewhere',
  EROFS: 'the disk is read-only: give a folder elsewhere',
  EACCES: 'this user may not write there: change the rights, or give a folder elsewhere',
  EPERM: 'this user may not write there: change the rights, or give a folder elsewhere',
  ENOTDIR: 'a part of its path is a file: give a folder of its own',
  ENAMETOOLONG: 'its name is too long: give a shorter one',
  EMFILE: 'too many files are open: close other programs',
};

/** Returns a typed error that says why a path cannot be written, and what to do; a typed one passes through. */
export function describeDiskFailure(error: unknown, path: string): VitrineError {
  if (error instanceof VitrineError) return error;
  const { code = 'unknown', message } = error as NodeJS.ErrnoException;
  return new VitrineError('WRITE_FAILED', `${path} cannot be written: ${meanings[code] ?? message}`, { cause: error });
}
