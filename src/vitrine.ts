import { toVitrineError, VitrineError } from './errors.js';
import type { Consent } from './events/consent.js';
import { findStorage } from './events/device.js';
import { drawLot, keepNote, readNote } from './events/device-note.js';
import type { RecordedEvent } from './events/event.js';
import { createListeners, type Listeners } from './events/listeners.js';
import { createTracker } from './events/tracker.js';
import type { Decision, Profile, Vitrine, VitrineEvents, VitrineOptions } from './page/api.js';
import { createExperiment, type ExposureEvent, variantOf } from './page/experiment.js';
import { createInertVitrine } from './page/inert.js';
import { isShopper } from './page/is-shopper.js';
import { createListAnswers } from './page/list-answers.js';
import { importModelStart, loadWorkerClient } from './page/load-worker-client.js';
import { type ResolvedOptions, resolveOptions } from './page/options.js';
import { toProfile } from './page/profile.js';
import { createReporter } from './page/reporter.js';
import { createScorer } from './page/scorer.js';
import { isSnapshot, snapshotKey } from './ranking/snapshot.js';
import { adaptationKey, type ClusterAdaptation } from './worker/protocol.js';

/**
 * Starts Vitrine on this page: records what the shopper does (with consent), keeps it on the device, and orders items
 * by a model that runs in a worker there.
 *
 * Never throws into the page: a failure goes to `options.onError`, and the page keeps its order. On a server, where
 * there is no `window`, after a wrong option, and for crawlers and audits (`isShopper`), the instance is inert: it accepts
 * every call and does nothing.
 *
 * @example
 * const vitrine = createVitrine({ modelUrl: '/model/', consent: 'granted' });
 * vitrine.track({ type: 'view_item', itemId: '85123A' });
 * const { items } = await vitrine.rerank(products, { slot: 'category', id: (product) => product.sku });
 */
export function createVitrine(options: VitrineOptions): Vitrine {
  if (typeof window === 'undefined') return createInertVitrine();
  const errors = createListeners<VitrineError>(() => {}); // one that fails to hear of failures is not heard of
  const report = createReporter(options?.onError, errors.tell);
  try {
    const resolved = resolveOptions(options, document.baseURI);
    const isMachine = !isShopper(navigator);
    if (resolved.bots === 'ignore' && isMachine) return createInertVitrine('no-shopper');
    // A machine that plays a shopper would be counted among them, and a shop's own tests would fail one day in ten.
    const holdout = isMachine && resolved.holdout < 1 ? 0 : resolved.holdout;
    return assemble({ ...resolved, holdout }, report, errors);
  } catch (error) {
    report(toVitrineError(error, 'OPTION_INVALID'));
    return createInertVitrine();
  }
}

/** Events of a history in memory that the worker is given: more than any encoder reads. */
const maxHandedEvents = 1000;

function assemble(
  options: ResolvedOptions,
  report: (error: VitrineError) => void,
  errors: Listeners<VitrineError>,
): Vitrine {
  const listeners: { [Name in keyof VitrineEvents]: Listeners<VitrineEvents[Name]> } = {
    profile: createListeners<Profile>(report),
    event: createListeners<RecordedEvent>(report),
    consent: createListeners<Consent>(report),
    exposure: createListeners<ExposureEvent>(report),
    decision: createListeners<Decision>(report),
    error: errors,
  };

  // behaviour → events
  const tracker = createTracker({ namespace: options.namespace, consent: options.consent, onError: report });
  let isStopped = false;
  const isGranted = () => !isStopped && tracker.consent() === 'granted';
  const countEvents = async () => (await tracker.store()).count();

  // events → sequence → encoder → clusters → ranking, in the worker
  let mayFetch = true;
  const scorer = createScorer({
    startWorker: () =>
      loadWorkerClient({
        workerUrl: options.workerUrl,
        setup: {
          modelUrl: options.modelUrl,
          namespace: options.namespace,
          hasStorage: true,
          // What executes them is fetched, too.
          backends: mayFetch ? ['webgl', 'wasm'] : [],
          mayFetch,
          adaptsClusters: options.adaptClusters,
        },
        onError: report,
        onBackend: () => void emitProfile(),
      }),
    async readSnapshot() {
      const stored = await (await tracker.store()).getState(snapshotKey);
      if (stored === undefined || isSnapshot(stored)) return stored;
      report(new VitrineError('STORAGE_CORRUPT', 'the stored scores cannot be read: lists wait for the model'));
    },
    hasEvents: async () => (await countEvents()) > 0,
    onChange: () => void emitProfile(),
    onError: report,
  });

  /** What the storage gives, or `fallback` where it fails. */
  const readStored = async <T>(what: string, read: () => Promise<T>, fallback: T): Promise<T> => {
    try {
      return isGranted() ? await read() : fallback;
    } catch (error) {
      report(toVitrineError(error, 'STORAGE_FAILED', `${what} cannot be read`));
      return fallback;
    }
  };
  const profile = () =>
    readStored('the profile', async () => toProfile(await scorer.state(), await countEvents()), toProfile(null, 0));
  const emitProfile = async () => {
    if (listeners.profile.hasAny()) listeners.profile.tell(await profile());
  };
  const start = async () => {
    // Resolves when earlier pages' journal is drained: the worker must not read a history that lacks its end.
    if (!isGranted()) return;
    const store = await tracker.store();
    // The worker cannot see what only this page's memory holds.
    if (!store.isDurable) scorer.add(await store.recent(maxHandedEvents));
    const startModel = (isAllowed: boolean) => {
      mayFetch = isAllowed;
      if (isGranted()) scorer.start();
    };
    const loaded = await importModelStart().catch(() => undefined);
    // Without that file the worker cannot start, and says so.
    if (!loaded) return startModel(true);
    await loaded.startFrugally({ ...options, hold: scorer.hold, start: startModel });
  };
  const startOnIdle = () => {
    // WebKit has no requestIdleCallback.
    const onIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 1));
    onIdle(() => void start().catch((error) => report(toVitrineError(error, 'STORAGE_FAILED'))), { timeout: 2000 });
  };

  tracker.onRecorded((events) => {
    scorer.add(events);
    for (const event of events) listeners.event.tell(event);
  });
  tracker.onErased(async () => {
    await scorer.forget();
    // Not awaited: the profile reads the store, and the store is cleared only after this resolves.
    void emitProfile();
  });
  tracker.onConsent((consent) => {
    if (consent === 'granted') startOnIdle();
    else scorer.stop(); // its handle on the database would bring it back
    listeners.consent.tell(consent);
  });
  // A worker that spoke would throw its page out of the back/forward cache, and it holds the database.
  tracker.onFreezing((isFrozen) => (isFrozen ? scorer.stop() : startOnIdle()));
  if (isGranted()) startOnIdle();

  // ranking → page
  const { namespace, holdout } = options;
  const storage = findStorage();
  const note = () => (isGranted() ? keepNote(namespace, storage) : null);
  const isHeldOut = createExperiment(holdout, note, listeners.exposure.tell);
  const ownSeed = drawLot();
  const lists = createListAnswers({
    scorer,
    deadlineMs: options.deadlineMs,
    decisions: listeners.decision,
    report,
    refusal(slot) {
      if (!isGranted()) return isStopped ? 'no-model' : 'no-consent';
      return isHeldOut(slot) ? 'holdout' : undefined;
    },
  });
  return {
    namespace: options.namespace,
    track: tracker.track,
    ...lists,
    profile,
    variant: () => variantOf(holdout > 0 ? note() : null, holdout),
    deviceSeed: () => note()?.lot ?? ownSeed,
    consent: () => tracker.consent(),
    setConsent: (consent) => tracker.setConsent(consent),
    async exportData() {
      await tracker.settled();
      const readAll = async () => (await tracker.store()).recent(Number.POSITIVE_INFINITY);
      const events = await readStored('the events', readAll, []);
      const readAdaptation = async () => (await tracker.store()).getState<ClusterAdaptation>(adaptationKey);
      const adaptation = (await readStored('how the clusters adapted', readAdaptation, undefined)) ?? null;
      return {
        consent: tracker.consent(),
        events,
        profile: await profile(),
        adaptation,
        note: isGranted() ? readNote(namespace, storage) : null,
      };
    },
    forget: () => tracker.erase(),
    on: (name, listener) => listeners[name].add(listener),
    stop() {
      isStopped = true;
      tracker.stop();
      scorer.stop();
    },
  };
}
