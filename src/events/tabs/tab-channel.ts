import { parseRecordedEvent, type RecordedEvent } from '../event/event.js';
import type { Channel } from './channel.js';

/** What one tab tells the others. */
export type TabMessage =
  | { readonly type: 'recorded'; readonly events: readonly RecordedEvent[] }
  /** Everything up to that time is gone; with `isWithdrawn`, so is consent, and with it the grant of that id ('' for none). */
  | { readonly type: 'erased'; readonly upTo: number; readonly isWithdrawn: boolean; readonly grant?: unknown }
  /** Consent was given: see what localStorage says of it. */
  | { readonly type: 'granted' };

/** The page goes into the back/forward cache, or is back from there: what the others told meanwhile was missed. */
export type Freezing = { readonly type: 'frozen' } | { readonly type: 'returned' };

/** The parts of the shopper's browser that a channel uses; `Device` has them. */
export interface TabChannelParts {
  /** Null where the browser has no means for it: then every tab is on its own. */
  readonly createChannel: ((name: string) => Channel) | null;
  /** Hears when the page goes into the back/forward cache, and when it comes back; returns how to stop. */
  readonly watchFreezing?: (freeze: () => void, thaw: () => void) => () => void;
}

/** This tab's place in the conversation; after `close` it neither speaks nor hears. */
export interface TabChannel {
  post(message: TabMessage): void;
  close(): void;
}

/**
 * Joins the channel that the shopper's tabs share. Nothing is stored, and a tab never hears itself.
 *
 * A page leaves the channel while it is in the back/forward cache: a message would throw it out of there.
 *
 * @param createChannel null where the browser has no means for it: then every tab is on its own
 */
export function openTabChannel(
  namespace: string,
  { createChannel, watchFreezing }: TabChannelParts,
  receive: (message: TabMessage | Freezing) => void,
): TabChannel {
  let channel: Channel | undefined;
  const leave = () => {
    channel?.close();
    channel = undefined;
  };
  const join = () => {
    const joined = createChannel?.(`${namespace}:tabs`);
    channel = joined;
    if (!joined) return;
    joined.onmessage = ({ data }) => {
      const message = parseTabMessage(data);
      if (message && channel === joined) receive(message);
    };
  };
  const freeze = () => {
    leave();
    receive({ type: 'frozen' });
  };
  const thaw = () => {
    join();
    receive({ type: 'returned' });
  };
  const stopWatching = watchFreezing?.(freeze, thaw);
  join();
  return {
    post: (message) => channel?.postMessage(message),
    close() {
      stopWatching?.();
      leave();
    },
  };
}

/** Most events of one message that are read. */
const maxToldEvents = 1000;

/**
 * Reads a message. Any script of the shop's origin can send one: what is no message of ours, or not one of this version, is
 * ignored, and no number gets through that is not finite.
 */
function parseTabMessage(data: unknown): TabMessage | undefined {
  const { type, events, upTo, isWithdrawn, grant } = (data ?? {}) as Record<string, unknown>;
  if (type === 'granted') return { type };
  if (type === 'erased' && Number.isFinite(upTo)) {
    return { type, upTo: upTo as number, isWithdrawn: isWithdrawn === true, grant };
  }
  try {
    if (type === 'recorded')
      return { type, events: (events as unknown[]).slice(0, maxToldEvents).map(parseRecordedEvent) };
  } catch {
    // It holds something that is no event.
  }
  return undefined;
}
