import { lstat, readdir, stat } from 'node:fs/promises';
import { join, parse, sep } from 'node:path';
import { VitrineError } from '../../errors.js';
import { isAddress, requireFile } from './require-file.js';

/** The files that words of a command line name. */
export interface MatchedFiles {
  readonly files: readonly string[];
  /** What each pattern matched: `log*.csv: log1.csv, log2.csv`. */
  readonly notes: readonly string[];
}

/** More files than a log is split into. */
const mostMatches = 10_000;

/**
 * Finds the files that are named: a word that names a file is that file, whatever characters it has. A word with `*` or `?`
 * that names none is a pattern, in which they stand for characters within one name; brackets stand for themselves.
 *
 * @throws VitrineError `FILE_NOT_FOUND` for a file or a match that there is not, `FILE_UNREADABLE` for what is no file
 * @example await matchFiles(['log[1].csv', 'may-*.csv']) // { files: ['log[1].csv', 'may-1.csv', 'may-2.csv'], notes: [...] }
 */
export async function matchFiles(words: readonly string[]): Promise<MatchedFiles> {
  const files: string[] = [];
  const notes: string[] = [];
  for (const word of words) {
    const isPattern = /[*?]/.test(word) && !isAddress(word) && !(await isThere(word));
    const matches = isPattern ? await matchPattern(word) : [word];
    if (isPattern) notes.push(`${word}: ${matches.join(', ')}`);
    files.push(...matches);
  }
  for (const file of files) await requireFile(file);
  return { files, notes };
}

async function matchPattern(pattern: string): Promise<string[]> {
  const { root } = parse(pattern);
  const names = pattern.slice(root.length).split(sep === '\\' ? /[/\\]/ : '/');
  let found = [root];
  for (const [i, name] of names.entries()) {
    const isLast = i === names.length - 1;
    const next = await Promise.all(found.map((folder) => matchIn(folder, name, isLast)));
    found = next.flat().sort();
    if (found.length > mostMatches) {
      throw new VitrineError(
        'FILE_NOT_FOUND',
        `${pattern} matches more than ${mostMatches} files: give a narrower pattern`,
      );
    }
  }
  if (found.length === 0) {
    throw new VitrineError(
      'FILE_NOT_FOUND',
      `there is no file ${pattern}, and none matches it as a pattern: check the path`,
    );
  }
  return found;
}

/** The entries of a folder that one name of a pattern matches; hidden ones only where the pattern begins with a dot. */
async function matchIn(folder: string, name: string, isLast: boolean): Promise<string[]> {
  const matches = /[*?]/.test(name)
    ? (await readdir(folder || '.').catch(() => [])).filter((entry) => isMatch(entry, name))
    : [name];
  const paths = matches.map((entry) => join(folder, entry));
  const kinds = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
  return paths.filter((_, i) => (isLast ? kinds[i]?.isFile() : kinds[i]?.isDirectory()));
}

function isMatch(entry: string, name: string): boolean {
  if (entry.startsWith('.') && !name.startsWith('.')) return false;
  const source = name
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su').test(entry);
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
