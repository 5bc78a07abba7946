import { hideCause, VitrineError } from '../../errors.js';
import { parseShopEvent, type RecordedEvent, type ShopEvent } from '../event/event.js';
import { createEventId } from '../event/event-id.js';
import { createTwinFinder } from '../event/twins.js';
import { noteKey } from '../local-storage/device-note.js';
import { orderKey } from '../local-storage/order-text.js';
import { clockToleranceMs, type EventStore } from '../store/event-store.js';
import { createJournal, tooManyEvents } from '../store/journal.js';
import { type Freezing, openTabChannel, type TabMessage } from '../tabs/tab-channel.js';
import { type Consent, createGrantMemory, startingConsent } from './consent.js';
import { browserDevice, type Device } from './device.js';
import { createEventClock } from './event-clock.js';
import { createEventWriter } from './event-writer.js';
import { createListeners } from './listeners.js';
import { createOrderMemory, type OrderMemory } from './order-memory.js';
import { createRateLimit } from './rate-limit.js';
import { createReportOnce } from './report-once.js';

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
   * Takes an event in. Accepted (true) under granted consent it is not lost, even if the shopper leaves the page at once.
   * Before consent it is kept in memory only, and stored if consent is granted on this page; on a prerendered page it
   * waits likewise, and happens when the page is shown. 200 events may wait so.
   *
   * A page may track 1,000 events at once and 20 a second in the long run: no shopper does as much, but an endless loop.
   *
   * @param source who saw it; an action that several sources tell of counts once, as `createTwinFinder` says
   * @param at when it happened, ms since 1970, if not now: a later one is now, one before the last event just after that
   * @returns false when it is no event (reported once for each mistake), consent is denied, or the tracker is stopped; when
   *   there are too many (`TOO_MANY_EVENTS`); and when localStorage has no room for it (`STORAGE_FULL`): then it counts on
   *   this page, and is stored unless the page is left in the same moment
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
  /** Where the next page finds its order: with consent alone, and erased with everything else. */
  readonly orders: Pick<OrderMemory, 'read' | 'write'>;
  /** Resolves when every event so far is stored, or is known to be refused, and every erasure is done. */
  settled(): Promise<void>;
  /** Erases everything that was recorded, in every tab. Consent stays as it is, so recording goes on from nothing. */
  erase(): Promise<void>;
  /** Ends recording and listening. What was accepted is still stored. */
  stop(): void;
}

/** Most events that wait for consent, or for a page to be shown, in memory. */
export const maxWaitingEvents = 200;

/**
 * Limits how far ahead of the clock another tab's events may be dated, ms. A burst runs ahead of it, since each event is dated at
 * least 1 ms after the one before.
 */
const maxAheadMs = 5000;

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
  const grant = () => (grants.stands() ? grants.own() : undefined);
  const journal = createJournal({ namespace, storage: device.storage, grant, onError: report });
  const orders = createOrderMemory(namespace, device.storage, grants);
  const clock = createEventClock(now);
  const writer = createEventWriter({ namespace, device, journal, grants, clock, onError: report, now });
  const mayTake = createRateLimit(now);
  const recorded = createListeners<readonly RecordedEvent[]>(report);
  const erased = createListeners<undefined>(report);
  const consentChanged = createListeners<Consent>(report);
  const freezing = createListeners<boolean>(report);

  let consent = startingConsent(options.consent, grants.isGranted(), device.hasPrivacySignal);
  let waiting: RecordedEvent[] = [];
  /** What a prerendered page tracked; null once it is shown. */
  let unshown: [event: ShopEvent, source: string][] | null = device.whenShown ? [] : null;
  let isTwin = createTwinFinder();
  let erasedUpTo = Number.NEGATIVE_INFINITY;
  /** The last erasure that localStorage tells of, and that this page has obeyed. */
  let notedErasure = 0;
  let isStopped = false;
  let hasRefused = false;
  let isErasing = false;
  /** What the other tabs are to hear of as soon as the shop's own code is done: a message costs more than all the rest. */
  const untold: RecordedEvent[] = [];
  const record = (event: RecordedEvent) => {
    const isKept = writer.write(event);
    if (untold.push(event) === 1) {
      queueMicrotask(() => channel.post({ type: 'recorded', events: untold.splice(0) }));
    }
    recorded.tell([event]);
    return isKept;
  };
  /** Not kept, since there are too many. An endless loop comes here often: making an error takes time. */
  const refuse = () => {
    if (!hasRefused) report(tooManyEvents());
    hasRefused = true;
    return false;
  };

  const accept = (event: ShopEvent, source: string, at?: number) => {
    const isWaiting = consent !== 'granted';
    const time = clock.next(at);
    if (isTwin(event, source, time)) return true;
    const accepted = { ...event, id: createEventId(), time };
    return isWaiting ? waiting.push(accepted) > 0 : record(accepted);
  };

  const begin = () => {
    grants.begin(false);
    notedErasure = grants.erasedUpTo();
  };
  const change = (next: Consent) => {
    if (consent === next) return;
    consent = next;
    if (next === 'granted') {
      begin();
      writer.start();
      for (const event of waiting.splice(0)) record(event);
    }
    consentChanged.tell(next);
  };

  /** Erases here. Another tab's erasure has an end (`upTo`), so that what happened since stays. */
  const erase = (isWithdrawn: boolean, upTo?: number) => {
    // Every event so far, wherever it was recorded, is no later than this; those that follow are.
    // Another tab's burst may be dated ahead of this tab's clock.
    const latest = clock.latest();
    erasedUpTo = upTo !== undefined && upTo < latest + maxAheadMs ? upTo : latest;
    clock.pass(erasedUpTo);
    untold.splice(0, untold.length, ...untold.filter(({ time }) => time > erasedUpTo));
    waiting = [];
    if (unshown) unshown = [];
    isTwin = createTwinFinder();
    const isElsewhere = upTo !== undefined;
    isErasing = true;
    // What another tab has ended is gone from localStorage, or will be: what stands there may be another grant by now.
    const ended = isWithdrawn ? (isElsewhere ? grants.leave() : grants.end()) : undefined;
    if (!isWithdrawn && !isElsewhere) {
      grants.noteErasure(erasedUpTo);
      notedErasure = erasedUpTo;
    }
    // Where another tab asked and consent stays, that tab may have drawn anew by now.
    if (!isElsewhere || (isWithdrawn && !grants.current())) grants.forgetKey(noteKey(namespace));
    orders.erase(isElsewhere);
    if (isWithdrawn) change('denied');
    const beforehand = Promise.allSettled(erased.tell(undefined));
    // What a grant that was given since allows is not deleted: whoever begins under it has emptied the database.
    const mustDelete = () => (isWithdrawn ? !grants.current() : !isElsewhere);
    const done = writer.erase({ upTo: erasedUpTo, isElsewhere, isWithdrawn, mustDelete, beforehand });
    isErasing = false;
    if (!isElsewhere) channel.post({ type: 'erased', upTo: erasedUpTo, isWithdrawn, grant: ended ?? '' });
    return done;
  };

  /** Obeys what localStorage says of consent, which other tabs change: this page may not have heard of it. */
  const heed = (): Consent => {
    if (isErasing) return consent;
    if (consent === 'granted') {
      const noted = grants.erasedUpTo();
      if (!grants.stands()) void erase(true, Number.POSITIVE_INFINITY);
      else if (noted !== notedErasure) void erase(false, noted);
      notedErasure = noted;
    }
    if (consent !== 'granted' && options.consent !== 'denied' && grants.isGranted()) change('granted');
    return consent;
  };
  /** Drops what a tab has left that wrote on after consent was withdrawn elsewhere, and was closed before it heard of it. */
  const dropLeftovers = () => {
    if (consent === 'granted' || grants.current() !== null) return;
    journal.clear();
    for (const key of [noteKey(namespace), orderKey(namespace), `${namespace}:erased`]) grants.forgetKey(key);
  };

  const receive = (message: TabMessage | Freezing) => {
    const { type } = message;
    if (type === 'frozen') freezing.tell(true);
    else if (type === 'recorded') {
      // No later than now, or a script that is none of ours has sent it.
      const latest = clock.latest() + clockToleranceMs;
      const events = message.events.filter(({ time }) => time > erasedUpTo && time < latest);
      // A burst is dated a little ahead: an erasure here reaches all of it.
      for (const { time } of events) if (time < now() + maxAheadMs) clock.pass(time);
      if (consent === 'granted' && events.length > 0) recorded.tell(events);
    } else {
      if (message.type === 'erased') {
        const { isWithdrawn, grant } = message;
        if (isWithdrawn && typeof grant === 'string') grants.retire(grant);
        // Consent that was withdrawn before this page's grant began has been obeyed already. An older version names no grant.
        const isOther = isWithdrawn && grant !== undefined && grants.own() && grant !== grants.own();
        if (!isOther) void erase(isWithdrawn, message.upTo);
        // Later: localStorage, as this tab sees it, may be behind the message.
        setTimeout(heed);
      } else heed();
      if (type === 'returned') freezing.tell(false);
    }
  };
  const channel = openTabChannel(namespace, device, receive);
  const stopWatching = device.watchStorage?.((key) => {
    if (key && !key.startsWith(namespace)) return;
    heed();
    dropLeftovers();
  });

  if (consent === 'granted') {
    begin();
    writer.start();
  } else if (consent === 'denied') void erase(true);
  else {
    dropLeftovers();
    writer.settleDebt();
  }
  void device.whenShown?.then(() => {
    const tracked = unshown ?? [];
    unshown = null;
    if (!isStopped && heed() !== 'denied') for (const [event, source] of tracked) accept(event, source);
  });

  return {
    track(input, source = '', at?: number) {
      if (isStopped || consent === 'denied') return false;
      try {
        if (!mayTake()) return refuse();
        const event = parseShopEvent(input);
        if (heed() === 'denied') return false;
        if ((unshown ?? waiting).length >= maxWaitingEvents) return refuse();
        return unshown ? unshown.push([event, source]) > 0 : accept(event, source, at);
      } catch (error) {
        // What a getter of the page's throws may speak of the shopper.
        report(hideCause(error, 'EVENT_INVALID', 'an event cannot be read'));
        return false;
      }
    },
    consent: heed,
    async setConsent(next) {
      heed();
      if (next === 'denied') await erase(true);
      else if (next === 'granted') {
        grants.begin(true);
        channel.post({ type: 'granted' });
        change('granted');
        await writer.settled();
      } else report(new VitrineError('OPTION_INVALID', 'setConsent takes "granted" or "denied"'));
    },
    onRecorded: recorded.add,
    onErased: erased.add,
    onConsent: consentChanged.add,
    onFreezing: freezing.add,
    store: async () => (consent === 'granted' ? writer.store() : writer.held()),
    orders: {
      read: () => (heed() === 'granted' ? orders.read() : null),
      write(text) {
        const [grant, erasure] = [grants.own(), notedErasure];
        // What another tab has erased meanwhile, the text still knows.
        return heed() === 'granted' && grants.own() === grant && notedErasure === erasure && orders.write(text);
      },
    },
    settled: writer.settled,
    erase: () => erase(false),
    stop() {
      isStopped = true;
      channel.close();
      stopWatching?.();
      writer.stop();
    },
  };
}
