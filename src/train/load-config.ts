import { type ColumnMapping, parseColumns } from './columns.js';
import { parseConfig, readConfig, type TrainConfig } from './config.js';

export interface ConfigOptions {
  /** Path of a vitrine.config.json. */
  readonly config?: string;
  /** The `--columns` option; it wins over the file, field by field. */
  readonly columns?: string;
  readonly seed?: number;
}

/** The configuration file, or the defaults, with what the command line overrides. */
export async function loadConfig({ config, columns, seed }: ConfigOptions, fallback?: unknown): Promise<TrainConfig> {
  const read = config ? await readConfig(config) : parseConfig(fallback ?? {}, 'the model’s configuration');
  const mapping: ColumnMapping = columns ? parseColumns(columns) : {};
  return { ...read, columns: { ...read.columns, ...mapping }, seed: seed ?? read.seed };
}
