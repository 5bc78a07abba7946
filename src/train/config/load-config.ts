import { type ColumnMapping, parseColumns, parseItemColumns } from './columns.js';
import { parseConfig, readConfig, type TrainConfig } from './config.js';
import { changeKind } from './encoder-options.js';
import { parseEncoding } from './encoding-option.js';
import { parseEventNames } from './event-names.js';
import { parseSplit } from './split-options.js';

/** What the command line says about the configuration. */
export interface ConfigOptions {
  /** Path of a vitrine.config.json. */
  readonly config?: string;
  /** The `--columns` option; it wins over the file, field by field. */
  readonly columns?: string;
  /** The `--item-columns` option, as `columns`. */
  readonly itemColumns?: string;
  /** The `--encoding` option. */
  readonly encoding?: string;
  /** The `--event-names` option; it wins over the file, name by name. */
  readonly eventNames?: string;
  /** The `--time-format` option, a strptime pattern. */
  readonly timeFormat?: string;
  readonly seed?: number;
  readonly epochs?: number;
  /** The kind of encoder; the file's options for it stay where that kind has them. */
  readonly encoder?: string;
  /** The `--split` option, see `parseSplit`. */
  readonly split?: string;
  /** The `--refit` option. */
  readonly refit?: boolean;
}

/**
 * The configuration file with what the command line overrides.
 *
 * @param fallback the configuration where no file is named, such as the one in a model's manifest
 * @throws VitrineError `CONFIG_INVALID`, `FILE_NOT_FOUND`, `OPTION_INVALID`
 */
export async function loadConfig(
  {
    config,
    columns,
    itemColumns,
    encoding,
    eventNames,
    timeFormat,
    seed,
    epochs,
    encoder,
    split,
    refit,
  }: ConfigOptions,
  fallback: unknown = {},
): Promise<TrainConfig> {
  const mapping: ColumnMapping = columns ? parseColumns(columns) : {};
  const names = eventNames ? parseEventNames(eventNames) : {};
  const read = config ? await readConfig(config) : parseConfig(fallback, 'the model’s configuration');
  return {
    ...read,
    columns: { ...read.columns, ...mapping },
    itemColumns: { ...read.itemColumns, ...(itemColumns ? parseItemColumns(itemColumns) : {}) },
    ...(encoding === undefined ? {} : { encoding: parseEncoding(encoding) }),
    eventNames: { ...read.eventNames, ...names },
    ...(timeFormat === undefined ? {} : { timeFormat }),
    split: {
      ...read.split,
      ...(split === undefined ? {} : parseSplit(split)),
      ...(refit === undefined ? {} : { refit }),
    },
    seed: seed ?? read.seed,
    encoder: encoder === undefined ? read.encoder : changeKind(read.encoder, encoder),
    training: { ...read.training, epochs: epochs ?? read.training.epochs },
  };
}
