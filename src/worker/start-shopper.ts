import { buildId } from '../build-id.js';
import { toVitrineError, type VitrineError } from '../errors.js';
import type { EventStore } from '../events/store/event-store.js';
import { type Execution, openExecution } from './execution/execution.js';
import { createExecutionStart, type ImportFile } from './execution/load-execution.js';
import { type LoaderPlatform, loadModel } from './model-files/model-loader.js';
import { type AdaptationKeeper, openAdaptation } from './shopper/adaptation-keeper.js';
import { createHistory, type History } from './shopper/history.js';
import { createRecordKeeper, type RecordKeeper } from './shopper/record-keeper.js';
import { createShopper, type Shopper } from './shopper/shopper.js';
import { inTime } from './wire/in-time.js';
import { adaptationKey, type WorkerReady, type WorkerSetup } from './wire/protocol.js';

/** What the worker needs of the platform; a test gives its own. */
export interface WorkerPlatform extends LoaderPlatform {
  openStore(namespace: string, onError: (error: VitrineError) => void): Promise<EventStore>;
  readonly importFile: ImportFile;
  /** ms since 1970. */
  now(): number;
}

/** Everything that answers for one shopper. */
export interface StartedShopper {
  readonly ready: WorkerReady;
  readonly history: History;
  readonly shopper: Shopper;
  readonly execution: Execution;
  readonly records: RecordKeeper;
  /** Absent where the clusters stay as they were trained. */
  readonly adaptation?: AdaptationKeeper;
}

/** Events held in memory for each token of the encoder's window: some events are no steps. */
const eventsPerToken = 4;

/**
 * Loads the model and reads the stored history.
 *
 * Storage that fails is reported and done without; a model that fails is thrown.
 *
 * @throws VitrineError `MODEL_*` from loading
 */
export async function startShopper(
  setup: WorkerSetup,
  platform: WorkerPlatform,
  report: (error: VitrineError) => void,
  onBackend: () => void,
): Promise<StartedShopper> {
  const startedAt = platform.now();
  // Nothing at all is stored before consent, the model's own files included.
  const caches = setup.hasStorage ? platform.caches : undefined;
  const opening = setup.hasStorage ? openStore(setup.namespace, platform, report) : Promise.resolve(null);
  const { fetch, now } = platform;
  let history = createHistory(0);
  const events = () => history.events();
  const loaded = await loadModel(setup.modelUrl, { fetch, caches, now, mayFetch: setup.mayFetch, events });
  const { model, modelHash, requestCount } = loaded;
  const loadedAt = platform.now();
  const start = createExecutionStart(platform.importFile, setup.executionFiles);
  const execution = openExecution(model, { backends: setup.backends, start, report, onChange: onBackend });

  const store = await opening;
  history = await readHistory(store, model.encoder.maxSequenceLength * eventsPerToken, report);
  const { standingsAt } = execution;
  const adaptation = setup.adaptsClusters
    ? await openAdaptation({ model, modelHash, standingsAt, store, onError: report })
    : await removeAdaptation(store, report);
  // Beside the answers: a newer version is for the next page.
  void loaded.update(report);
  const { shownIds } = setup;
  const shopper = createShopper({ model, modelHash, history, execution, adaptation, shownIds, now: platform.now });
  return {
    adaptation,
    history,
    shopper,
    execution,
    records: createRecordKeeper(store, shopper, report),
    ready: {
      buildId,
      modelHash,
      itemCount: model.vocabulary.size,
      clusters: model.clusters.summaries,
      positionWeight: model.ranking.position,
      loadMs: loadedAt - startedAt,
      requestCount,
    },
  };
}

type Report = (error: VitrineError) => void;

async function openStore(namespace: string, platform: WorkerPlatform, report: Report): Promise<EventStore | null> {
  try {
    return await inTime(platform.openStore(namespace, report), 'IndexedDB');
  } catch (error) {
    report(toVitrineError(error, 'STORAGE_UNAVAILABLE', 'the worker has no storage'));
    return null;
  }
}

/** What an earlier page kept, before the shop turned adaptation off. */
async function removeAdaptation(store: EventStore | null, report: Report): Promise<undefined> {
  try {
    if (await store?.getState(adaptationKey)) await store?.setState(adaptationKey, undefined);
  } catch (error) {
    report(toVitrineError(error, 'STORAGE_FAILED', 'how the clusters adapted cannot be removed'));
  }
}

async function readHistory(store: EventStore | null, limit: number, report: Report): Promise<History> {
  try {
    if (!store) return createHistory(limit);
    const [count, events] = await inTime(Promise.all([store.count(), store.recent(limit)]), 'IndexedDB');
    // Shorter than the limit, it is the whole history, whatever another tab stored in between.
    const history = createHistory(limit, events.length < limit ? 0 : Math.max(0, count - limit));
    history.add(events);
    return history;
  } catch (error) {
    report(toVitrineError(error, 'STORAGE_FAILED', 'the history cannot be read'));
    return createHistory(limit);
  }
}
