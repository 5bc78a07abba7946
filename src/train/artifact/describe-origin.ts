import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { version } from '../../../package.json';
import type { Provenance } from '../../encoder/artifact/manifest.js';
import type { TrainConfig } from '../config/config.js';
import type { Dataset, Split } from '../dataset/dataset.js';
import { fileNameOf } from '../files/file-name.js';
import { describeCommand } from './describe-command.js';

export interface Origin {
  /** Files that the model is made from. */
  readonly files: readonly string[];
  readonly config: TrainConfig;
  readonly dataset: Pick<Dataset, 'split'>;
  /** The command line's words, without the program. */
  readonly args: readonly string[];
}

/**
 * Writes down where a model comes from, so that it can be made and measured again. Files go by their names alone: a
 * machine's folders are nobody's business.
 */
export async function describeOrigin({ files, config, dataset, args }: Origin): Promise<Provenance> {
  const { columns, itemColumns, encoding, timeFormat, eventNames, clean, privacy, training, seed, licence } = config;
  return {
    vitrineVersion: version,
    command: describeCommand(args),
    seed,
    backend: 'wasm',
    data: await Promise.all(files.map(async (file) => ({ file: fileNameOf(file), sha256: await hashFile(file) }))),
    ...(licence ? { licence } : {}),
    config: {
      columns,
      ...(Object.keys(itemColumns).length > 0 ? { itemColumns } : {}),
      ...(encoding ? { encoding } : {}),
      ...(timeFormat ? { timeFormat } : {}),
      ...(Object.keys(eventNames).length > 0 ? { eventNames } : {}),
      clean,
      privacy,
      split: describeSplit(config.split, dataset.split),
      training,
      seed,
    },
  };
}

/** The split as an option that gives the same one again: shares become dates. */
function describeSplit({ kind, sessions }: TrainConfig['split'], { validationFrom, testFrom, refit }: Split) {
  const isoTime = (time: number) => new Date(time).toISOString();
  return {
    kind,
    ...(kind === 'temporal' ? { validationFrom: isoTime(validationFrom), testFrom: isoTime(testFrom) } : {}),
    ...(sessions === undefined ? {} : { sessions }),
    ...(refit === undefined ? {} : { refit }),
  };
}

/** SHA-256 of a file's bytes, in hex, read as a stream. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}
