import type { TrainConfig } from '../config/config.js';
import { type ConfigOptions, loadConfig } from '../config/load-config.js';
import { mostEpochs } from '../config/number-options.js';
import { eventFiles, itemsFile } from './event-files.js';
import { integerOption, type RawOptions, seedOption, textOption } from './options.js';

/** What a command that learns from a log is told about it. */
export interface LogOptions {
  readonly events: readonly string[];
  /** What each pattern among them matched. */
  readonly notes: readonly string[];
  readonly items?: string;
  readonly config: TrainConfig;
}

/**
 * Reads the options that `train` and `tune` share; one that a command does not have is absent.
 *
 * @param files the command's words without a name: events, too
 * @throws VitrineError `OPTION_INVALID`, and what `loadConfig` and `eventFiles` throw
 */
export async function readLogOptions(files: readonly string[], options: RawOptions): Promise<LogOptions> {
  const config = await loadConfig({
    config: textOption(options, 'config'),
    ...readingOptions(options),
    seed: seedOption(options),
    epochs: integerOption(options, 'epochs', 1, mostEpochs),
    encoder: textOption(options, 'encoder'),
    split: textOption(options, 'split'),
    refit: options.refit === undefined ? undefined : options.refit === true,
  });
  const { files: events, notes } = await eventFiles(files, options);
  return { events, notes, items: await itemsFile(options), config };
}

type ReadingOptions = Pick<ConfigOptions, 'columns' | 'itemColumns' | 'encoding' | 'eventNames' | 'timeFormat'>;

/** What the command line says of how files are read, for `loadConfig`; an option that a command does not have is absent. */
export function readingOptions(options: RawOptions): ReadingOptions {
  return {
    columns: textOption(options, 'columns'),
    itemColumns: textOption(options, 'itemColumns'),
    encoding: textOption(options, 'encoding'),
    eventNames: textOption(options, 'eventNames'),
    timeFormat: textOption(options, 'timeFormat'),
  };
}
