import type { Privacy } from '../../encoder/artifact/manifest.js';
import { createRandom } from '../../random.js';
import type { Vocabulary } from '../../sequence/vocabulary.js';
import type { TrainConfig } from '../config/config.js';
import { privacyRule } from '../config/privacy-options.js';
import { type Sql, withDuckDb } from '../files/duckdb.js';
import { readItems } from '../items/read-items.js';
import { blameRule } from '../log/blame-rule.js';
import { cleanEvents } from '../log/clean.js';
import type { CleaningAccount, CleaningStep } from '../log/cleaning-account.js';
import { type EventLogSummary, readEventLog } from '../log/event-log.js';
import { chooseItems } from './choose-items.js';
import { collectShoppers } from './collect-shoppers.js';
import type { Dataset, Split } from './dataset.js';
import { lastLearned } from './drop-unshared-items.js';
import type { Measured } from './measured.js';
import { splitLog } from './split-log.js';

export interface LoadOptions {
  /** Event files: CSV, JSON or Parquet. */
  readonly events: readonly string[];
  /** Event files whose sessions are all test, apart from those of `events`. */
  readonly testEvents?: readonly string[];
  /** A file with `item_id`, `title`, `category`, `brand`, `price`, or what `itemColumns` calls them. */
  readonly items?: string;
  /** The vocabulary of a model that is to be measured on this log; no period need have sessions then. */
  readonly vocabulary?: Vocabulary;
  /** The vocabulary of a model that is to go on learning from this log: new items stand behind its own. */
  readonly known?: Vocabulary;
  /** What a model of the given vocabulary is to be measured on: the test period by default, of any files. */
  readonly measured?: Measured;
  readonly config: Pick<
    TrainConfig,
    'columns' | 'itemColumns' | 'encoding' | 'timeFormat' | 'clean' | 'privacy' | 'split' | 'seed'
  > &
    Partial<Pick<TrainConfig, 'eventNames'>>;
  /** Times after it are malformed, ms since 1970; the clock by default. */
  readonly now?: number;
  /** Hears, a line each and as soon as it is known, of what was read in another way than it seems to be written, or left out. */
  readonly onNote?: (note: string) => void;
  /** Is told how far the cleaning came, where it fails after the files are read. */
  readonly onFailure?: (account: Pick<LoadedDataset, 'nRows' | 'cleaning'>) => void;
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
  const account: CleaningAccount = { nRows: 0, steps: [] };
  try {
    return await withDuckDb(async (sql) => {
      const { events, testEvents = [], config, now, onNote } = options;
      const { columns, encoding, timeFormat, eventNames, clean } = config;
      const { missingValues } = clean;
      const written = { columns, encoding, timeFormat, eventNames, missingValues };
      const read = { files: events, testFiles: testEvents, ...written, now, onNote };
      const log = await readEventLog(sql, read, account);
      return await prepareDataset(sql, log, account, options);
    });
  } catch (error) {
    if (account.nRows > 0) options.onFailure?.({ nRows: account.nRows, cleaning: account.steps });
    throw error;
  }
}

async function prepareDataset(
  sql: Sql,
  log: EventLogSummary,
  account: CleaningAccount,
  options: LoadOptions,
): Promise<LoadedDataset> {
  const { split, chosen } = await cleanAndChoose(sql, log, account, options);
  const { items, known, config, onNote } = options;
  const { minShoppers } = config.privacy;
  const told = { minShoppers, lastPeriod: lastLearned(split) };
  const { itemColumns: columns, encoding } = config;
  const file = items ? { path: items, columns, encoding, onNote, isUpdate: known !== undefined } : undefined;
  const catalog = await readItems(sql, chosen, told, file);
  const shoppers = await collectShoppers(sql, createRandom(config.seed));
  return {
    dataset: {
      vocabulary: chosen,
      catalog,
      shoppers,
      sessionGapMs: config.clean.sessionGapMinutes * 60_000,
      ...(log.fields.has('time') ? {} : { hasTimes: false }),
      split,
      privacy: privacyRule(config.privacy, await countedBy(sql, log)),
    },
    nRows: log.nRows,
    cleaning: account.steps,
  };
}

/** Cleans and divides the log and chooses its items; where too little is left, the error names the rule that took most. */
async function cleanAndChoose(
  sql: Sql,
  log: EventLogSummary,
  account: CleaningAccount,
  { events, testEvents = [], vocabulary, known, measured, config }: LoadOptions,
): Promise<{ split: Split; chosen: Vocabulary }> {
  const blame = (error: unknown): never => {
    throw blameRule(error, account, log);
  };
  await cleanEvents(sql, log, config.clean, [...events, ...testEvents], account).catch(blame);
  // A log of other dates than the model's lost nothing to a rule.
  const split = vocabulary
    ? await splitLog(sql, config.split, { ...measured, hasTimes: log.fields.has('time') })
    : await splitLog(sql, config.split).catch(blame);
  const choosing = { ...config.clean, minShoppers: config.privacy.minShoppers };
  const chosen = await chooseItems(sql, split, choosing, account, vocabulary ?? known, known !== undefined).catch(
    blame,
  );
  return { split, chosen };
}

/** What stands for a person in the log: one session of nobody known is enough to make it the session. */
async function countedBy(sql: Sql, { hasShoppers }: EventLogSummary): Promise<Privacy['countedBy']> {
  if (!hasShoppers) return 'session';
  const [[nAnonymous]] = await sql.rows(`SELECT count(*)::DOUBLE FROM events WHERE shopper = 'session ' || session`);
  return Number(nAnonymous) > 0 ? 'session' : 'shopper';
}
