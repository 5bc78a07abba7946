import { z } from 'zod';
import { VitrineError } from '../../errors.js';

/** `encoding` in vitrine.config.json: a label of the WHATWG's encoding standard that this Node knows. */
export const encodingOption = z
  .string()
  .refine(isEncoding, { error: 'expected an encoding such as windows-1252 or shift_jis' });

/**
 * Checks the option `--encoding`.
 *
 * @throws VitrineError `OPTION_INVALID` for a name that is no encoding
 * @see https://encoding.spec.whatwg.org/#names-and-labels
 */
export function parseEncoding(text: string): string {
  if (isEncoding(text)) return text;
  throw new VitrineError(
    'OPTION_INVALID',
    `--encoding is "${text}", expected the name of one, such as windows-1252, windows-1251, shift_jis or gb18030`,
  );
}

function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}
