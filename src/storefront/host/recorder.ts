import type { ShopEvent, Vitrine } from '../../index.js';
import { type Draft, isComplete } from './draft.js';

/** Hands what one source read to Vitrine. Nothing here throws: it runs inside the host's own calls. */
export interface Recorder {
  /** Reads, and records what was read. What is wrong is reported once for each type of event, and dropped. */
  record(read: () => readonly Draft[]): void;
}

/** Stands in for an event that cannot be read: `track` meets the same and says whose it was. */
const unreadable = {
  get type(): never {
    throw new Error('unreadable');
  },
};

/**
 * @param source what Vitrine knows the source by, so that an action that several sources see counts once
 */
export function createRecorder(vitrine: Pick<Vitrine, 'track'>, source: string): Recorder {
  const reported = new Set<string>();
  const report = (kind: string, event: unknown) => {
    if (reported.has(kind)) return;
    reported.add(kind);
    // `track` says what is wrong with it, through `onError`.
    vitrine.track(event as ShopEvent, source);
  };
  return {
    record(read) {
      try {
        for (const draft of read()) {
          if (isComplete(draft)) vitrine.track(draft as ShopEvent, source);
          else report(draft.type, draft);
        }
      } catch {
        // A getter or proxy of the host's that throws, say.
        report('unreadable', unreadable);
      }
    },
  };
}
