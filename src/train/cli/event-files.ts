import { type MatchedFiles, matchFiles } from '../files/match-files.js';
import { requireFile } from '../files/require-file.js';
import { listOption, type RawOptions, textOption } from './options.js';

/**
 * Finds the event files that `--events` and the words without an option name, see `matchFiles`.
 *
 * @param words the command's words without an option
 * @throws VitrineError `OPTION_INVALID` for `--events` without a value, and as `matchFiles`
 */
export async function eventFiles(words: readonly string[], options: RawOptions): Promise<MatchedFiles> {
  return matchFiles([...listOption(options, 'events'), ...words]);
}

/**
 * Returns the file that `--items` names, or undefined when the option is absent.
 *
 * @throws VitrineError `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
export async function itemsFile(options: RawOptions): Promise<string | undefined> {
  const path = textOption(options, 'items');
  if (path !== undefined) await requireFile(path);
  return path;
}
