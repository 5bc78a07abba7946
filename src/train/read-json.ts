import { readFile } from 'node:fs/promises';
import { VitrineError } from '../errors.js';

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
  } catch (cause) {
    throw new VitrineError('CONFIG_INVALID', `${path} is no JSON: ${(cause as Error).message}`, { cause });
  }
}
