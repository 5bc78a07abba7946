import type { Channel } from './tab-channel.js';
import { unlessRefused } from './unless-refused.js';

/**
 * Stands in for a `BroadcastChannel` where the browser has none: a message is written to localStorage and removed at once,
 * which the other tabs hear of as a `storage` event. Nothing of it stays.
 *
 * @param storage one that refuses the message keeps it from the other tabs, and says nothing
 * @see https://html.spec.whatwg.org/multipage/webstorage.html#the-storageevent-interface
 */
export function createStorageChannel(name: string, storage: Storage): Channel {
  const hear = ({ key, newValue }: StorageEvent) => {
    const data = key === name && newValue && unlessRefused(() => JSON.parse(newValue));
    if (data) channel.onmessage?.(new MessageEvent('message', { data }));
  };
  const channel: Channel = {
    onmessage: null,
    postMessage(message) {
      try {
        storage.setItem(name, JSON.stringify(message));
        storage.removeItem(name);
      } catch {
        // Full or refused: the journal meets the same refusal and reports it.
      }
    },
    close: () => removeEventListener('storage', hear),
  };
  addEventListener('storage', hear);
  return channel;
}
