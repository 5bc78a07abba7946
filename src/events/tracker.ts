import { VitrineError } from '../errors.js';
import { type Consent, createGrantMemory, startingConsent } from './consent.js';
import { browserDevice, type Device } from './device.js';
import { noteKey } from './device-note.js';
import { parseShopEvent, type RecordedEvent, type ShopEvent } from './event.js';
import { createEventClock } from './event-clock.js';
import { createEventId } from './event-id.js';
import type { EventStore } from './event-store.js';
import { createEventWriter } from './event-writer.js';
import { createJournal } from './journal.js';
import { createListeners } from './listeners.js';
import { createMemoryEventStore } from './memory-store.js';
import { createReportOnce } from './report-once.js';
import { type Freezing, openTabChannel, type TabMessage } from './tab-channel.js';
import { createTwinFinder } from './twins.js';

/** Whose events, with what consent, and who hears of failures. */
export interface TrackerOptions {
  /** Separates shops on one origin: the database's name, and the prefix of every localStorage key. */
  readonly namespace: string;
  /** What the shop knows of consent; a grant that the shopper gave on an earlier page outweighs 'pending'. */
  readonly consent: Consent;
  readonly onError: (error: VitrineError) => void;
  /** Ms since 1970. */
  readonly now?: () => number;
  /** The browser, unless a test brings its own. */
  readonly device?: Device;
}

/** Records what the shopper does, with their consent, and forgets it when they say so. Nothing here throws. */
export interface Tracker {
  /**
   * Takes an event in. Once accepted under granted consent it is not lost, even if the shopper leaves the page at once.
   * Before consent it is kept in memory only (the last 200), and stored if consent is granted on this page. On a
   * prerendered page it waits likewise, and happens when the page is shown.
   *
   * @param source who saw it; an action that several sources tell of counts once, as `createTwinFinder` says
   * @param at when it happened, ms since 1970, if not now: a later one is now, one before the last event just after that
   * @returns false when it is no event (reported once for each mistake), consent is denied, or the tracker is stopped
   */
  track(input: unknown, source?: string, at?: number): boolean;
  consent(): Consent;
  /** 'granted' is remembered and starts storing; 'denied' erases everything, in every tab. Resolves when it is done. */
  setConsent(consent: Consent): Promise<void>;
  /** Hears of events as they are recorded, here (before `track` returns) or in another tab. Returns how to stop. */
  onRecorded(listener: (events: readonly RecordedEvent[]) => void): () => void;
  /** Hears that everything was erased, here or in another tab; the store is cleared after what it returns resolves. */
  onErased(listener: () => void | Promise<void>): () => void;
  onConsent(listener: (consent: Consent) => void): () => void;
  /** Hears that the page goes into the back/forward cache (true), and that it is back (false). */
  onFreezing(listener: (isFrozen: boolean) => unknown): () => void;
  /** The store with every event so far, also those of earlier pages. Empty and in memory unless consent is granted. */
  store(): Promise<EventStore>;
  /** Resolves when every event so far is stored, or is known to be refused, and every erasure is done. */
  settled(): Promise<void>;
  /** Erases everything that was recorded, in every tab. Consent stays as it is, so recording goes on from nothing. */
  erase(): Promise<void>;
  /** Ends recording and listening. What was accepted is still stored. */
  stop(): void;
}

/** Most events that wait for consent, in memory; the oldest go first. */
export const maxWaitingEvents = 200;

/**
 * Starts recording on this page. Until consent is granted, nothing at all is written to the device.
 *
 * @example
 * const tracker = createTracker({ namespace: 'vitrine', consent: 'granted', onError: console.warn });
 * tracker.track({ type: 'view_item', itemId: '85123A' }); // true
 * await (await tracker.store()).recent(50); // [{ type: 'view_item', itemId: '85123A', id: '…', time: … }]
 */
export function createTracker(options: TrackerOptions): Tracker {
  const { namespace, now = Date.now, device = browserDevice() } = options;
  const report = createReportOnce(options.onError);
  const grants = createGrantMemory(namespace, device.storage);
  const journal = createJournal({ namespace, storage: device.storage, onError: report });
  const clock = createEventClock(now);
  const writer = createEventWriter({ namespace, device, journal, clock, onError: report, now });
  const recorded = createListeners<readonly RecordedEvent[]>(report);
  const erased = createListeners<undefined>(report);
  const consentChanged = createListeners<Consent>(report);
  const freezing = createListeners<boolean>(report);

  let consent = startingConsent(options.consent, grants.isGranted(), device.hasPrivacySignal);
  let isRemembered = grants.isGranted();
  let waiting: RecordedEvent[] = [];
  /** What a prerendered page tracked; null once it is shown. */
  let unshown: [event: ShopEvent, source: string][] | null = device.whenShown ? [] : null;
  let isTwin = createTwinFinder();
  let erasedUpTo = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  /** What the other tabs are to hear of as soon as the shop's own code is done: a message costs more than all the rest. */
  const untold: RecordedEvent[] = [];
  const record = (event: RecordedEvent) => {
    writer.write(event);
    if (untold.push(event) === 1) {
      queueMicrotask(() => channel.post({ type: 'recorded', events: untold.splice(0) }));
    }
    recorded.tell([event]);
  };

  const accept = (event: ShopEvent, source: string, at?: number) => {
    const time = clock.next(at);
    if (isTwin(event, source, time)) return;
    const accepted = { ...event, id: createEventId(), time };
    if (consent === 'granted') record(accepted);
    else waiting = [...waiting, accepted].slice(-maxWaitingEvents);
  };

  const change = (next: Consent) => {
    if (consent === next) return;
    consent = next;
    if (next === 'granted') {
      isRemembered = grants.isGranted();
      writer.start();
      const accepted = waiting;
      waiting = [];
      for (const event of accepted) record(event);
    }
    consentChanged.tell(next);
  };

  /** Erases here; `upTo` is given when another tab asked for it, so that what happened since stays. */
  const erase = (isWithdrawn: boolean, upTo?: number) => {
    // Every event so far, wherever it was recorded, is no later than this; those that follow are.
    erasedUpTo = upTo ?? clock.latest();
    clock.pass(erasedUpTo);
    waiting = [];
    if (unshown) unshown = [];
    isTwin = createTwinFinder();
    // Where another tab asked and consent stays, that tab may have drawn anew by now.
    if (isWithdrawn || upTo === undefined) grants.forgetKey(noteKey(namespace));
    if (isWithdrawn) change('denied');
    const beforehand = Promise.allSettled(erased.tell(undefined));
    return writer.erase({ upTo: erasedUpTo, isElsewhere: upTo !== undefined, isWithdrawn, beforehand });
  };

  const eraseEverywhere = (isWithdrawn: boolean) => {
    if (isWithdrawn) grants.forget();
    const done = erase(isWithdrawn);
    channel.post({ type: 'erased', upTo: erasedUpTo, isWithdrawn });
    return done;
  };

  const receive = (message: TabMessage | Freezing) => {
    if (message.type === 'frozen') freezing.tell(true);
    else if (message.type === 'returned') {
      if (isRemembered && !grants.isGranted()) void erase(true);
      if (consent === 'pending' && grants.isGranted()) change('granted');
      freezing.tell(false);
    } else if (message.type === 'erased') void erase(message.isWithdrawn, message.upTo);
    else if (message.type === 'recorded') {
      const events = message.events.filter(({ time }) => time > erasedUpTo);
      if (consent === 'granted' && events.length > 0) recorded.tell(events);
    } else if (message.at > erasedUpTo && options.consent !== 'denied') change('granted');
  };
  const channel = openTabChannel(namespace, device, receive);

  if (consent === 'granted') writer.start();
  else if (consent === 'denied') void eraseEverywhere(true);
  else writer.settleDebt();
  void device.whenShown?.then(() => {
    const tracked = unshown ?? [];
    unshown = null;
    if (!isStopped && consent !== 'denied') for (const [event, source] of tracked) accept(event, source);
  });

  return {
    track(input, source = '', at?: number) {
      if (isStopped || consent === 'denied') return false;
      try {
        const event = parseShopEvent(input);
        if (unshown) unshown = [...unshown, [event, source] as [ShopEvent, string]].slice(-maxWaitingEvents);
        else accept(event, source, at);
        return true;
      } catch (error) {
        // What a getter of the shop's throws may hold the shopper's words.
        const isKnown = error instanceof VitrineError;
        report(isKnown ? error : new VitrineError('EVENT_INVALID', `an unreadable event (${source || 'track'})`));
        return false;
      }
    },
    consent: () => consent,
    async setConsent(next) {
      if (next === 'denied') await eraseEverywhere(true);
      else if (next === 'granted') {
        grants.remember();
        channel.post({ type: 'granted', at: clock.latest() });
        change('granted');
        await writer.settled();
      } else report(new VitrineError('OPTION_INVALID', 'setConsent takes "granted" or "denied"'));
    },
    onRecorded: recorded.add,
    onErased: erased.add,
    onConsent: consentChanged.add,
    onFreezing: freezing.add,
    store: async () => (consent === 'granted' ? writer.store() : createMemoryEventStore()),
    settled: writer.settled,
    erase: () => eraseEverywhere(false),
    stop() {
      isStopped = true;
      channel.close();
      writer.stop();
    },
  };
}
