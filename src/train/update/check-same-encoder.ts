import { readFile } from 'node:fs/promises';
import type { EncoderConfig } from '../../encoder/kinds/create-encoder.js';
import { VitrineError } from '../../errors.js';
import { firstDifference } from '../resume/first-difference.js';

/**
 * Checks that a configuration file asks for no other encoder than a model has; what it does not say of it is free. A model
 * that found no words to read stays without.
 *
 * @param path of a file that `readConfig` checks
 * @throws VitrineError `CONFIG_INVALID` naming the field that differs, `FILE_NOT_FOUND`
 */
export async function checkSameEncoder(path: string, encoder: EncoderConfig): Promise<void> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new VitrineError('FILE_NOT_FOUND', `${path} cannot be read: check --config`, { cause });
  });
  const asked = encoderIn(text);
  const own = new Map<string, unknown>(Object.entries(encoder));
  const compared = Object.keys(asked).filter((key) => key !== 'textBuckets' || encoder.textBuckets);
  const pick = (of: (key: string) => unknown) => Object.fromEntries(compared.map((key) => [key, of(key)]));
  const difference = firstDifference(
    pick((key) => own.get(key)),
    pick((key) => asked[key]),
    'encoder',
  );
  if (!difference) return;
  const { field, saved, given } = difference;
  throw new VitrineError(
    'CONFIG_INVALID',
    `${path} has ${field} ${given}, the model has ${saved}: an update goes on with the model’s encoder; ` +
      'leave it out, or train a model anew',
  );
}

/** What a file says of the encoder; what is no JSON is told elsewhere. */
function encoderIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) as { encoder?: Record<string, unknown> }).encoder ?? {};
  } catch {
    return {};
  }
}
