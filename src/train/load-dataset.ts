import { createRandom } from '../random.js';
import type { Vocabulary } from '../sequence/vocabulary.js';
import { chooseItems } from './choose-items.js';
import { type CleaningStep, cleanEvents } from './clean.js';
import { collectShoppers } from './collect-shoppers.js';
import type { TrainConfig } from './config.js';
import type { Dataset } from './dataset.js';
import { withDuckDb } from './duckdb.js';
import { readEventLog } from './event-log.js';
import { readItems } from './read-items.js';
import { type Period, splitLog } from './split-log.js';

export interface LoadOptions {
  /** Event files: CSV, CSV.gz, JSONL or Parquet. */
  readonly events: readonly string[];
  /** Event files whose sessions are all test, apart from those of `events`. */
  readonly testEvents?: readonly string[];
  /** A file with `item_id`, `title`, `category`, `brand`, `price`. */
  readonly items?: string;
  /** The vocabulary of a model that is to be measured on this log; no period need have sessions then. */
  readonly vocabulary?: Vocabulary;
  /** The vocabulary of a model that is to go on learning from this log: new items stand behind its own. */
  readonly known?: Vocabulary;
  readonly config: Pick<TrainConfig, 'columns' | 'timeFormat' | 'clean' | 'split' | 'seed'>;
}

/** A dataset with the account of how it was cleaned. */
export interface LoadedDataset {
  readonly dataset: Dataset;
  /** Rows of the files before any rule. */
  readonly nRows: number;
  readonly cleaning: readonly CleaningStep[];
}

/**
 * Reads an event log, cleans it, divides it in time and chooses the vocabulary.
 *
 * The heavy lifting happens in DuckDB, which puts on disk what memory cannot hold; only the cleaned steps come to
 * memory as objects.
 *
 * @throws VitrineError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `COLUMN_MISSING`, `DATA_EMPTY`, `DATA_TOO_SMALL`,
 * `CONFIG_INVALID`, `DEPENDENCY_MISSING`
 * @example
 * const { dataset } = await loadDataset({ events: ['log.parquet'], config: parseConfig({}) })
 */
export async function loadDataset(options: LoadOptions): Promise<LoadedDataset> {
  return withDuckDb(async (sql) => {
    const { events, testEvents = [], items, vocabulary, known, config } = options;
    const { columns, timeFormat } = config;
    const log = await readEventLog(sql, { files: events, testFiles: testEvents, columns, timeFormat });
    const cleaned = await cleanEvents(sql, log, config.clean, [...events, ...testEvents]);
    const split = await splitLog(sql, config.split, vocabulary ? periodsToMeasure(config.split) : undefined);
    const { left } = cleaned[cleaned.length - 1];
    const chosen = await chooseItems(sql, split, config.clean, left, vocabulary ?? known, known !== undefined);
    const catalog = await readItems(sql, chosen.vocabulary, items);
    const shoppers = await collectShoppers(sql, createRandom(config.seed));
    return {
      dataset: {
        vocabulary: chosen.vocabulary,
        catalog,
        shoppers,
        sessionGapMs: config.clean.sessionGapMinutes * 60_000,
        ...(log.fields.has('time') ? {} : { hasTimes: false }),
        split,
      },
      nRows: log.nRows,
      cleaning: [...cleaned, ...chosen.steps],
    };
  });
}

/** What a log must hold for a model to be measured on it: the test of `last` is another file, or there is none. */
function periodsToMeasure({ kind }: TrainConfig['split']): readonly Period[] {
  return kind === 'last' ? [] : ['test'];
}
