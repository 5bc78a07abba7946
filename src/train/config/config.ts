import { z } from 'zod';
import { VitrineError } from '../../errors.js';
import { artifactOptions } from './artifact-options.js';
import { cleaningOptions } from './cleaning-options.js';
import { eventFields, itemFields } from './columns.js';
import { encoderKeys, encoderOptions } from './encoder-options.js';
import { encodingOption } from './encoding-option.js';
import { largestSeed, wholeNumber } from './number-options.js';
import { privacyOptions } from './privacy-options.js';
import { readJson } from './read-json.js';
import { splitOptions } from './split-options.js';
import { trainingOptions } from './training-options.js';

const configSchema = z.strictObject({
  /** Which column holds what, as `--columns`: `{ "item": "StockCode" }`. */
  columns: z.partialRecord(z.enum(Object.keys(eventFields) as [keyof typeof eventFields]), z.string()).default({}),
  /** Which column of the items file holds what, as `--item-columns`: `{ "title": "Name" }`. */
  itemColumns: z.partialRecord(z.enum(Object.keys(itemFields) as [keyof typeof itemFields]), z.string()).default({}),
  /** The encoding of files that are neither UTF-8 nor UTF-16, such as `shift_jis`. */
  encoding: encodingOption.optional(),
  /** A strptime pattern for times that are neither ISO 8601 nor numbers, such as `%d/%m/%Y %H:%M`. */
  timeFormat: z.string().optional(),
  /** What the log's names of event types mean, as `--event-names`: `{ "buy": "purchase" }`; `ignore` leaves events out. */
  eventNames: z.record(z.string().min(1), z.string()).default({}),
  clean: cleaningOptions.prefault({}),
  privacy: privacyOptions.prefault({}),
  split: splitOptions.prefault({}),
  encoder: encoderOptions.prefault({}),
  training: trainingOptions.prefault({}),
  artifact: artifactOptions.prefault({}),
  /** All randomness comes from it. */
  seed: wholeNumber(0, largestSeed).default(42),
  /** Licence and attribution of the log, written into the model. */
  licence: z.string().optional(),
});

/** Every option of `vitrine train` that does not name a file, complete with defaults. */
export type TrainConfig = z.infer<typeof configSchema>;

/**
 * Checks a configuration and fills in its defaults.
 *
 * @throws VitrineError `CONFIG_INVALID` naming the key, and listing the valid ones for an unknown key
 * @example parseConfig({}).clean.minItemCount // 5
 */
export function parseConfig(input: unknown, name = 'the configuration'): TrainConfig {
  const result = configSchema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue.path.join('.');
  const what =
    issue.code === 'unrecognized_keys'
      ? `has the unknown key "${[...issue.path, issue.keys[0]].join('.')}", expected one of: ${keysAt(issue.path, input).join(', ')}`
      : `has an invalid ${path || 'content'}: ${issue.message}`;
  throw new VitrineError('CONFIG_INVALID', `${name} ${what}`);
}

/**
 * Reads `vitrine.config.json`.
 *
 * @throws VitrineError `FILE_NOT_FOUND`, `CONFIG_INVALID`
 */
export async function readConfig(path: string): Promise<TrainConfig> {
  return parseConfig(await readJson(path, '--config'), path);
}

/** The keys that a part of the configuration may have; those of `encoder` depend on its kind. */
function keysAt(path: readonly PropertyKey[], input: unknown): string[] {
  if (path.join() === 'encoder') {
    return encoderKeys((input as { encoder: { kind?: unknown } }).encoder.kind ?? 'transformer');
  }
  let schema: unknown = configSchema;
  for (const key of path) schema = shapeOf(schema)[String(key)];
  return Object.keys(shapeOf(schema));
}

/** The fields of an object schema, looking through `default`, `prefault` and `optional`. */
function shapeOf(schema: unknown): Record<string, unknown> {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return shapeOf(schema.unwrap());
  }
  return {};
}
