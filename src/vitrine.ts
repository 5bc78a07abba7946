import { toVitrineError, VitrineError } from './errors.js';
import type { RecordedEvent } from './events/event/event.js';
import { drawLot, keepNote, readNote } from './events/local-storage/device-note.js';
import type { Consent } from './events/recording/consent.js';
import { findStorage } from './events/recording/device.js';
import { createListeners, type Listeners } from './events/recording/listeners.js';
import { createTracker } from './events/recording/tracker.js';
import { whenIdle } from './events/timing/when-idle.js';
import { nativeValue } from './native-value.js';
import type { Decision, Profile, Vitrine, VitrineEvents, VitrineOptions } from './page/api.js';
import { missed, withDeadline } from './page/deadline.js';
import { createExperiment, type ExposureEvent, variantOf } from './page/experiment.js';
import { createInertVitrine } from './page/inert.js';
import { isShopper } from './page/is-shopper.js';
import { createListAnswers } from './page/list-answers.js';
import { loadClient } from './page/model/load-client.js';
import type { toProfile as ProfileOf } from './page/model/profile.js';
import { createRecordReader, isUpToDate } from './page/model/record-reader.js';
import { type ResolvedOptions, resolveOptions } from './page/options.js';
import { readOption, toFunction } from './page/read-option.js';
import { createReporter } from './page/reporter.js';
import { createScorer, type Scorer } from './page/scorer.js';
import { unknownProfile } from './page/unknown-profile.js';
import { readOrderRecord } from './ranking/order-record.js';
import { adaptationKey, type ClusterAdaptation, recordKey } from './worker/wire/protocol.js';

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
  const errors = createListeners<VitrineError>(() => {}); // errors thrown by an error listener are ignored
  let report = createReporter(null, errors.tell);
  try {
    report = createReporter(readOption(options, 'onError', 'a function', toFunction<Report>, null), errors.tell);
    const resolved = resolveOptions(options, nativeValue(document, 'baseURI'));
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

type Report = NonNullable<VitrineOptions['onError']>;

/** How long `profile` and `exportData` wait for the storage, ms: then they answer without. */
const maxWaitMs = 15_000;

/** Events of a history in memory that the worker is given: more than any encoder reads. */
const maxHandedEvents = 1000;

function assemble(
  options: ResolvedOptions,
  report: (error: VitrineError) => void,
  errors: Listeners<VitrineError>,
): Vitrine {
  const listeners: { [Name in keyof VitrineEvents]: Listeners<VitrineEvents[Name]> } = {
    profile: createListeners<Profile>(report),
    scores: createListeners<VitrineEvents['scores']>(report),
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
  const readRecord = createRecordReader(tracker.orders);
  const scorer = createScorer({
    readRecord,
    async readStoredRecord() {
      return readOrderRecord(await (await tracker.store()).getState<string>(recordKey));
    },
    keepRecord(text) {
      // The next page may order its lists by the record before this script comes: it must find the lot drawn.
      if (holdout > 0) note();
      return tracker.orders.write(text);
    },
    hasEvents: async () => (await countEvents()) > 0,
    onChange: () => void emitChange(),
  });

  /** What the storage gives; `fallback` where it fails or does not answer. */
  const readStored = async <T>(what: string, read: () => Promise<T>, fallback: T): Promise<T> => {
    try {
      if (!isGranted()) return fallback;
      const found = await withDeadline(read(), maxWaitMs);
      if (found === missed) throw new Error('it stalled');
      return found;
    } catch (error) {
      report(toVitrineError(error, 'STORAGE_FAILED', `${what} cannot be read`));
      return fallback;
    }
  };
  let profileOf: typeof ProfileOf;
  const readCount = () => readStored('the events', countEvents, 0);
  const describeShopper = async (eventCount: number) => {
    const state = isGranted() ? await scorer.state() : null;
    return state ? profileOf(state, eventCount) : unknownProfile(eventCount);
  };
  const profile = async () => describeShopper(await readCount());
  const emitChange = async (isOfScores = true) => {
    const { scores, profile: heard } = listeners;
    try {
      if (!scores.hasAny() && !heard.hasAny()) return;
      const eventCount = await readCount();
      if (isOfScores) scores.tell({ eventCount });
      // Placing the shopper among the clusters takes longer than scoring: it is done for those who want to know.
      if (heard.hasAny()) heard.tell(await describeShopper(eventCount));
    } catch (error) {
      report(toVitrineError(error, 'STORAGE_FAILED'));
    }
  };
  const start = async () => {
    // Resolves when earlier pages' journal is drained: the worker must not read a history that lacks its end.
    if (!isGranted()) return;
    const store = await tracker.store();
    // The worker cannot see what only this page's memory holds.
    if (!store.isDurable) scorer.add(await store.recent(maxHandedEvents));
    // Until something else is asked for, the model would say what its record says: it is not started for a list alone.
    if (isUpToDate(readRecord(), await store.count())) await scorer.whenNeeded();
    try {
      const { startFrugally, toProfile } = await loadClient();
      profileOf = toProfile;
      const start: Scorer['start'] = (begin) => {
        if (isGranted()) scorer.start(begin);
      };
      const onBackend = () => void emitChange(false);
      await startFrugally({ ...options, hold: scorer.hold, readRecord, keep: scorer.keep, report, onBackend, start });
    } catch (error) {
      scorer.hold('no-model');
      throw error;
    }
  };
  const startOnIdle = () =>
    whenIdle(() => void start().catch((error) => report(toVitrineError(error, 'STORAGE_FAILED'))));

  tracker.onRecorded((events) => {
    scorer.add(events);
    for (const event of events) listeners.event.tell(event);
  });
  tracker.onErased(async () => {
    await scorer.forget();
    // Not awaited: both read the store, and the store is cleared only after this resolves.
    void emitChange();
    startOnIdle(); // a worker that did not answer was ended
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
  const readAll = async () => {
    await tracker.settled();
    const store = await tracker.store();
    const adaptation = (await store.getState<ClusterAdaptation>(adaptationKey)) ?? null;
    return { events: await store.recent(Number.POSITIVE_INFINITY), adaptation };
  };
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
    namespace,
    expose: options.expose,
    track: tracker.track,
    ...lists,
    profile,
    variant: () => variantOf(holdout > 0 ? note() : null, holdout),
    deviceSeed: () => note()?.lot ?? ownSeed,
    consent: () => tracker.consent(),
    setConsent: (consent) => tracker.setConsent(consent),
    async exportData() {
      const { events, adaptation } = await readStored('the events', readAll, { events: [], adaptation: null });
      return {
        consent: tracker.consent(),
        events,
        profile: await profile(),
        adaptation,
        note: isGranted() ? readNote(namespace, storage) : null,
        order: readRecord(),
      };
    },
    forget: () => tracker.erase(),
    on(name, listener) {
      if (typeof name === 'string' && Object.hasOwn(listeners, name) && typeof listener === 'function') {
        return listeners[name].add(listener);
      }
      report(new VitrineError('OPTION_INVALID', 'on takes an event and a function'));
      return () => {};
    },
    stop() {
      isStopped = true;
      tracker.stop();
      scorer.stop();
    },
  };
}
