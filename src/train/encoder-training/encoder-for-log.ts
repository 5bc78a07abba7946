import type { Catalog } from '../../encoder/artifact/manifest.js';
import { stepTypes } from '../../sequence/step.js';
import type { EncoderOptions } from '../config/encoder-options.js';
import type { DatasetPart } from '../dataset/dataset-part.js';

/**
 * The encoder that a log can teach: types of events are told apart where there are several and nothing else is said,
 * and text is read only where items or searches have words.
 *
 * @param part what is learned from
 */
export function encoderForLog(
  options: EncoderOptions,
  { titles, categories, brands }: Catalog,
  { shoppers }: DatasetPart,
): EncoderOptions {
  const { eventTypes = hasTypes(shoppers) ? stepTypes.length : 0, textBuckets = 0 } = options;
  const hasWords = Boolean(titles || categories || brands) || shoppers.some(({ queries = [] }) => queries.length > 0);
  return { ...options, eventTypes, textBuckets: hasWords ? textBuckets : 0 };
}

function hasTypes(shoppers: DatasetPart['shoppers']): boolean {
  const types = new Set(shoppers.flatMap(({ steps }) => steps.map(({ type = 0 }) => type)));
  return types.size > 1;
}
