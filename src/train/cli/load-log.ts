import { type LoadedDataset, type LoadOptions, loadDataset } from '../dataset/load-dataset.js';
import { blameRule } from '../log/blame-rule.js';
import { describeCleaning, describeRules } from '../model/describe-training.js';
import { requireValidationCases } from '../protocols/validation-cases.js';
import { tellAside, tellTextAside } from '../terminal/terminal.js';

/** How a command tells what a log came to. */
export interface LogTelling {
  /** Which files patterns matched. */
  readonly notes?: readonly string[];
  /** Standard error by default: standard output is for what was asked. */
  readonly say?: (text: string) => void;
  /** Says a line of its own, such as how a file was read; standard error by default, too. */
  readonly sayLine?: (line: string) => void;
}

/**
 * Reads a log as `loadDataset` does, and prints the table of cleaning: what each rule dropped, changed or did not understand. Where
 * the reading fails, the table as far as it came is printed first.
 *
 * @throws VitrineError as `loadDataset`
 */
export async function loadLog(options: LoadOptions, telling: LogTelling = {}): Promise<LoadedDataset> {
  const { notes = [], say = tellTextAside, sayLine = tellAside } = telling;
  const loaded = await loadDataset({ ...options, onNote: sayLine, onFailure: tellRules(telling) });
  say(`${describeCleaning(loaded, notes)}\n`);
  return loaded;
}

/** Returns what prints the table of a cleaning that has failed. */
export function tellRules({ notes = [], say = tellTextAside }: LogTelling): NonNullable<LoadOptions['onFailure']> {
  return (account) => say(`${describeRules(account, notes)}\n`);
}

/**
 * Reads a log that a model is to learn from, as `loadLog` does.
 *
 * @throws VitrineError as `loadLog` and `requireValidationCases`
 */
export async function loadTrainingLog(options: LoadOptions, telling: LogTelling): Promise<LoadedDataset> {
  const loaded = await loadLog(options, telling);
  try {
    requireValidationCases(loaded.dataset, options.config.seed);
  } catch (error) {
    throw blameRule(error, { nRows: loaded.nRows, steps: loaded.cleaning });
  }
  return loaded;
}
