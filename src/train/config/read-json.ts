import { readFile } from 'node:fs/promises';
import { VitrineError } from '../../errors.js';

/**
 * Reads a JSON file that an option of the command line names.
 *
 * @param option such as `--config`, for the message
 * @throws VitrineError `FILE_NOT_FOUND`, `CONFIG_INVALID` for what is no JSON
 */
export async function readJson(path: string, option: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new VitrineError('FILE_NOT_FOUND', `${path} cannot be read: check ${option}`, { cause });
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new VitrineError(
      'CONFIG_INVALID',
      `${path} is no JSON${placeOf(error, text)}: look for a quote, comma or bracket`,
    );
  }
}

/** Where JSON ends to be such; the error's own words quote the file, so that they go no further. */
function placeOf(error: unknown, text: string): string {
  const position = /\bposition (\d+)/.exec(String(error))?.[1];
  if (position === undefined) return '';
  const lines = text.slice(0, Number(position)).split('\n');
  return ` (line ${lines.length}, column ${lines[lines.length - 1].length + 1})`;
}
