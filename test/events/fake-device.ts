import type { RecordedEvent } from '../../src/events/event/event.js';
import type { Device, StorageStart } from '../../src/events/recording/device.js';
import { createDurableWriter } from '../../src/events/recording/durable-writer.js';
import type { EventStore } from '../../src/events/store/event-store.js';
import { createMemoryEventStore } from '../../src/events/store/memory-store.js';

/** The platform's localStorage in memory; `refuse` makes every further write fail as a full one does. */
export interface FakeStorage extends Storage {
  refuse(): void;
  /** From now on it holds no more text than it does now. */
  fill(): void;
  keys(): string[];
  /** Keys of what is on its way into the store, or owed: all but what is kept as long as consent stands. */
  passing(): string[];
}

export function createFakeStorage(): FakeStorage {
  const values = new Map<string, string>();
  let isFull = false;
  let most = Number.POSITIVE_INFINITY;
  const length = () => [...values].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return {
    get length() {
      return values.size;
    },
    key: (i) => [...values.keys()][i] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem(key, value) {
      const more = key.length + value.length - (values.has(key) ? key.length + values.get(key)!.length : 0);
      if (isFull || length() + more > most) {
        throw new DOMException('the quota has been exceeded', 'QuotaExceededError');
      }
      values.set(key, value);
    },
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
    refuse() {
      isFull = true;
    },
    fill() {
      most = length();
    },
    keys: () => [...values.keys()],
    passing: () => [...values.keys()].filter((key) => !/:(consent|grant|erased|room)$/.test(key)),
  };
}

/** Channels that deliver between tabs of one test, each message in a task of its own, as a browser does. */
export function createFakeChannels(): (name: string) => BroadcastChannel {
  const open = new Set<BroadcastChannel>();
  return (name) => {
    const channel = {
      name,
      onmessage: null as ((event: MessageEvent) => void) | null,
      postMessage(message: unknown) {
        const data: unknown = structuredClone(message);
        for (const other of open) {
          if (other === own || other.name !== name) continue;
          setImmediate(() => other.onmessage?.({ data } as MessageEvent));
        }
      },
      close: () => open.delete(own),
    };
    const own = channel as unknown as BroadcastChannel;
    open.add(own);
    return own;
  };
}

/** What a test changes of the device: its parts, and how the durable store opens. */
export type DeviceChanges = Partial<Device> & { openStore?: StorageStart['openStore'] };

/** One origin's storage: what several tabs of a test share, and what it was asked to do. */
export interface FakeOrigin {
  readonly storage: FakeStorage;
  /** What IndexedDB holds. */
  readonly database: EventStore;
  /** Names of what was done to storage, in order: open, append, clear, close, delete. */
  readonly actions: string[];
  /** The device as a new page of this origin sees it. */
  device(changes?: DeviceChanges): Device;
  /** Opens the store on `database`. */
  readonly openStore: StorageStart['openStore'];
  /** Called before each append; what it throws, the append throws. */
  onAppend: (events: readonly RecordedEvent[]) => void | Promise<void>;
}

export function createFakeOrigin(): FakeOrigin {
  const storage = createFakeStorage();
  const createChannel = createFakeChannels();
  const database = createMemoryEventStore({ now: () => 0 });
  const actions: string[] = [];
  const open = async (): Promise<EventStore> => {
    actions.push('open');
    return {
      ...database,
      isDurable: true,
      async append(events) {
        await origin.onAppend(events);
        actions.push('append');
        await database.append(events);
      },
      async clear(upTo) {
        actions.push('clear');
        await database.clear(upTo);
      },
      close: () => void actions.push('close'),
    };
  };
  const deleteStore = async () => {
    actions.push('delete');
    await database.clear();
  };
  const origin: FakeOrigin = {
    storage,
    database,
    actions,
    onAppend: () => {},
    openStore: open,
    device: ({ openStore = open, ...changes } = {}) => ({
      storage,
      locks: null,
      createChannel,
      hasPrivacySignal: false,
      whenShown: null,
      loadStorage: async () => ({ createDurableWriter, openStore }),
      deleteStore,
      ...changes,
    }),
  };
  return origin;
}
