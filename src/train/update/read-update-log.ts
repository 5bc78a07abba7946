import { basename } from 'node:path';
import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import type { TrainConfig } from '../config/config.js';
import type { Dataset } from '../dataset/dataset.js';
import { type LoadedDataset, type LoadOptions, loadDataset } from '../dataset/load-dataset.js';
import type { UpdateFiles } from './choose-log-files.js';
import { extendCatalog } from './extend-catalog.js';

export interface UpdateLogOptions {
  readonly files: UpdateFiles;
  /** A file that describes items. */
  readonly items?: string;
  readonly config: TrainConfig;
  /** As `loadDataset` takes it. */
  readonly onNote?: (note: string) => void;
  /** As of `loadDataset`. */
  readonly onFailure?: LoadOptions['onFailure'];
}

/** The log of an update, read for a model that is to learn from it. */
export interface UpdateLog {
  /** Its vocabulary begins with the model's. */
  readonly loaded: LoadedDataset;
  /** When the new files begin, ms since 1970. */
  readonly freshFrom: number;
}

/**
 * Reads the log that a model is to be updated with. Validation and test are the newest sessions of the new files: what
 * the model has not seen.
 *
 * @throws VitrineError `DATA_EMPTY` for a log without events, or of which the model knows no item while nothing describes
 * them; `COLUMN_MISSING` for a log without times where the model reads them; and as `loadDataset`
 */
export async function readUpdateLog(
  model: Pick<Model, 'vocabulary' | 'catalog' | 'sessionGapMs' | 'hasTimes'>,
  { files, items, config, onNote, onFailure }: UpdateLogOptions,
): Promise<UpdateLog> {
  const known = model.vocabulary;
  const read = async (events: readonly string[], split: TrainConfig['split'], hear?: (note: string) => void) =>
    loadDataset({ events, items, known, config: { ...config, split }, onNote: hear, onFailure });
  const split = { ...config.split, refit: 'continue' as const };
  const fresh = await read(files.fresh, split, onNote);
  const names = files.fresh.map((file) => basename(file)).join(', ');
  checkItems(fresh.dataset, model.vocabulary.size, names, items);
  if (fresh.dataset.hasTimes === false && model.hasTimes !== false) {
    throw new VitrineError(
      'COLUMN_MISSING',
      `${names} has no column for time (timestamp), which the model reads: name it with --columns, such as --columns time=created_at`,
    );
  }
  const whole =
    files.seen.length > 0 ? await read([...files.seen, ...files.fresh], datesOf(fresh.dataset, split)) : fresh;
  const dataset: Dataset = {
    ...whole.dataset,
    catalog: extendCatalog(model.catalog, whole.dataset.catalog),
    sessionGapMs: model.sessionGapMs,
    ...(model.hasTimes === false ? { hasTimes: false } : {}),
  };
  const freshFrom = fresh.dataset.shoppers.reduce(
    (first, { steps }) => (steps.length > 0 ? Math.min(first, steps[0].time) : first),
    Number.POSITIVE_INFINITY,
  );
  return { loaded: { ...whole, dataset }, freshFrom };
}

function checkItems({ shoppers }: Dataset, nKnown: number, names: string, items: string | undefined): void {
  const isKnown = shoppers.some(({ steps }) => steps.some(({ item }) => item < nKnown));
  if (isKnown || items) return;
  throw new VitrineError(
    'DATA_EMPTY',
    `the model knows none of the items in ${names}: check that it is the same shop’s log and which column holds the ` +
      'item (--columns), or describe the new items with --items',
  );
}

/** The same periods in a longer log; where times are made up, its own newest sessions. */
function datesOf({ split, hasTimes }: Dataset, options: TrainConfig['split']): TrainConfig['split'] {
  if (options.kind !== 'temporal' || hasTimes === false) return options;
  const isoTime = (time: number) => new Date(time).toISOString();
  return { ...options, validationFrom: isoTime(split.validationFrom), testFrom: isoTime(split.testFrom) };
}
