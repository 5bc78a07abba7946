import { deleteEventDatabase } from '../store/delete-event-database.js';
import type { TabChannelParts } from '../tabs/tab-channel.js';
import { giveUp } from '../timing/pause.js';
import { whenIdle } from '../timing/when-idle.js';
import type { createDurableWriter, OpenStore, StorageDevice } from './durable-writer.js';

/** What brings events into the database: the exports of a file of its own, as `storage-start.ts` names them. */
export interface StorageStart {
  readonly createDurableWriter: typeof createDurableWriter;
  readonly openStore: OpenStore;
}

/** What the tracker needs of the shopper's browser; each part is null where the browser has none or refuses it. */
export interface Device extends StorageDevice, TabChannelParts {
  /** The browser asks sites not to sell or share data: `navigator.globalPrivacyControl`. */
  readonly hasPrivacySignal: boolean;
  /** Resolves when a prerendered page is shown; null on any other. */
  readonly whenShown: Promise<unknown> | null;
  /** Hears that another tab changed localStorage, with the key (null: all of it); returns how to stop. */
  readonly watchStorage?: (hear: (key: string | null) => void) => () => void;
  /** Does something once the page has loaded and is idle; at once where it is absent. */
  readonly whenIdle?: (work: () => void) => void;
  /** Rejects where the file does not load, also where nothing has come after ten seconds. */
  loadStorage(): Promise<StorageStart>;
}

/** Describes the browser that this page runs in. Looking at it writes nothing. */
export function browserDevice(): Device {
  const storage = findStorage();
  return {
    storage,
    locks: navigator.locks ?? null,
    createChannel: typeof BroadcastChannel === 'function' ? (name) => new BroadcastChannel(name) : null,
    hasPrivacySignal: (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true,
    whenShown: findShowing(),
    watchFreezing,
    watchStorage: (hear) => listen('storage', ({ key }) => hear(key)),
    whenIdle,
    // A page without consent never asks for that file.
    loadStorage: () => Promise.race([import('./storage-start.js'), giveUp()]),
    deleteStore: deleteEventDatabase,
  };
}

/** Merely naming `localStorage` throws where cookies are blocked or the frame is sandboxed. */
export function findStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** A page that Chromium prerenders may never be shown to anybody. */
function findShowing(): Promise<unknown> | null {
  if (!(document as { prerendering?: boolean }).prerendering) return null;
  return new Promise((resolve) => document.addEventListener('prerenderingchange', resolve, { once: true }));
}

function watchFreezing(freeze: () => void, thaw: () => void): () => void {
  const stops = [
    listen('pagehide', ({ persisted }) => persisted && freeze()),
    listen('pageshow', ({ persisted }) => persisted && thaw()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Listens to an event of the window; returns how to stop. */
function listen<Name extends keyof WindowEventMap>(name: Name, hear: (event: WindowEventMap[Name]) => unknown) {
  window.addEventListener(name, hear);
  return () => window.removeEventListener(name, hear);
}
