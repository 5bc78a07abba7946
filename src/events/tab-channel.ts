import { parseRecordedEvent, type RecordedEvent } from './event.js';

/** What one tab tells the others. */
export type TabMessage =
  | { readonly type: 'recorded'; readonly event: RecordedEvent }
  /** Everything up to that time is gone; with `isWithdrawn`, so is consent. */
  | { readonly type: 'erased'; readonly upTo: number; readonly isWithdrawn: boolean }
  | { readonly type: 'granted' };

/** As much of a `BroadcastChannel` as is needed. */
export interface Channel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** This tab's place in the conversation; after `close` it neither speaks nor hears. */
export interface TabChannel {
  post(message: TabMessage): void;
  close(): void;
}

/**
 * Joins the channel that the shopper's tabs share. Nothing is stored, and a tab never hears itself.
 *
 * @param createChannel null where the browser has no means for it: then every tab is on its own
 */
export function openTabChannel(
  namespace: string,
  createChannel: ((name: string) => Channel) | null,
  receive: (message: TabMessage) => void,
): TabChannel {
  const channel = createChannel?.(`${namespace}:tabs`);
  let isOpen = channel !== undefined;
  if (channel) {
    channel.onmessage = ({ data }) => {
      const message = parseTabMessage(data);
      if (message && isOpen) receive(message);
    };
  }
  return {
    post(message) {
      if (isOpen) channel?.postMessage(message);
    },
    close() {
      isOpen = false;
      channel?.close();
    },
  };
}

/** Reads a message; one that another version of Vitrine may have meant differently is ignored. */
function parseTabMessage(data: unknown): TabMessage | undefined {
  const { type, event, upTo, isWithdrawn } = (data ?? {}) as Record<string, unknown>;
  if (type === 'granted') return { type };
  if (type === 'erased' && typeof upTo === 'number') return { type, upTo, isWithdrawn: isWithdrawn === true };
  try {
    return type === 'recorded' ? { type, event: parseRecordedEvent(event) } : undefined;
  } catch {
    return undefined;
  }
}
