import { VitrineError } from '../../../errors.js';
import type { Vocabulary } from '../../../sequence/vocabulary.js';
import { readJson } from '../../config/read-json.js';

/** Items that a canary may have: more would be cut off by an encoder. */
const maxItems = 50;

/**
 * Reads the sequences that an auditor planted in the log before training: a JSON file with a list of lists of item ids,
 * such as `[["85123A", "22423", "47566"]]`.
 *
 * Messages name the place of a canary and never its items, which nobody else may know.
 *
 * @returns rows of the vocabulary
 * @throws VitrineError `FILE_NOT_FOUND`, `CONFIG_INVALID` for another shape, `DATA_EMPTY` without a canary,
 * `OPTION_INVALID` for items that the model does not know
 */
export async function readCanaries(path: string, vocabulary: Vocabulary): Promise<number[][]> {
  const given = await readJson(path, '--canaries');
  if (!Array.isArray(given)) {
    throw new VitrineError('CONFIG_INVALID', `${path} is no list, expected a list of lists of item ids`);
  }
  if (given.length === 0) {
    throw new VitrineError('DATA_EMPTY', `${path} holds no canary: give at least one list of item ids, or no file`);
  }
  return given.map((canary: unknown, i) => readCanary(canary, `canary ${i + 1} of ${path}`, vocabulary));
}

function readCanary(canary: unknown, name: string, vocabulary: Vocabulary): number[] {
  if (!Array.isArray(canary) || canary.some((id) => typeof id !== 'string')) {
    throw new VitrineError('CONFIG_INVALID', `${name} is no list of texts, expected item ids such as "85123A"`);
  }
  const nDistinct = new Set(canary).size;
  if (nDistinct !== canary.length || nDistinct < 2 || nDistinct > maxItems) {
    throw new VitrineError(
      'CONFIG_INVALID',
      `${name} has ${canary.length} items, ${nDistinct} of them different, expected 2 to ${maxItems} different ones`,
    );
  }
  const rows = canary.map((id: string) => vocabulary.indexOf(id));
  const unknown = rows.findIndex((row) => row < 0);
  if (unknown >= 0) {
    throw new VitrineError(
      'OPTION_INVALID',
      `the model does not know item ${unknown + 1} of ${name}: a canary is made of items that the model ranks; ` +
        'plant known items in an unusual combination, and train again',
    );
  }
  return rows;
}
