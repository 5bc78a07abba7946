import type { TrainConfig } from '../config.js';
import { loadConfig } from '../load-config.js';
import { mostEpochs } from '../number-options.js';
import { integerOption, listOption, type RawOptions, seedOption, textOption } from './options.js';

/** What a command that learns from a log is told about it. */
export interface LogOptions {
  readonly events: readonly string[];
  readonly items?: string;
  readonly config: TrainConfig;
}

/**
 * Reads the options that `train` and `tune` share; one that a command does not have is absent.
 *
 * @param files the command's words without a name: events, too
 * @throws VitrineError `OPTION_INVALID`, and what `loadConfig` throws
 */
export async function readLogOptions(files: readonly string[], options: RawOptions): Promise<LogOptions> {
  return {
    events: [...listOption(options, 'events'), ...files],
    items: textOption(options, 'items'),
    config: await loadConfig({
      config: textOption(options, 'config'),
      columns: textOption(options, 'columns'),
      seed: seedOption(options),
      epochs: integerOption(options, 'epochs', 1, mostEpochs),
      encoder: textOption(options, 'encoder'),
      split: textOption(options, 'split'),
      refit: options.refit === undefined ? undefined : options.refit === true,
    }),
  };
}
