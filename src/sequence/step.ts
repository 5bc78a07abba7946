import type { RecordedEvent } from '../events/event.js';
import { defaultSessionGapMs, splitSessions } from './session.js';
import type { Vocabulary } from './vocabulary.js';

/** One step of a shopper's way: an item the model knows, when it was met, and in which session. */
export interface Step {
  /** Row in the vocabulary. */
  readonly item: number;
  /** ms since 1970. */
  readonly time: number;
  /** Counts up from 0 along the shopper's history. */
  readonly session: number;
}

/** Event types that show interest in an item; the others tell about a page, a list or a change of mind. */
const interestTypes = new Set(['view_item', 'select_item', 'add_to_cart', 'add_to_wishlist', 'purchase']);

/**
 * Turns events into steps: keeps those that show interest in a known item, numbers the sessions, and merges an item
 * met through several event types in a row (selected, then viewed, then put in the cart) into one step.
 *
 * @param events one shopper's events, oldest first
 */
export function toSteps(
  events: readonly RecordedEvent[],
  vocabulary: Vocabulary,
  gapMs: number = defaultSessionGapMs,
): Step[] {
  const sessions = splitSessions(
    events.map((event) => event.time),
    gapMs,
  );
  const steps: Step[] = [];
  let previousType = '';
  events.forEach((event, i) => {
    if (!interestTypes.has(event.type)) return;
    const itemIds = 'itemId' in event ? [event.itemId] : 'itemIds' in event ? event.itemIds : [];
    for (const itemId of itemIds) {
      const item = vocabulary.indexOf(itemId);
      if (item < 0) continue;
      const previous = steps.at(-1);
      const isSameMeeting = previous?.item === item && previous.session === sessions[i] && previousType !== event.type;
      if (!isSameMeeting) steps.push({ item, time: event.time, session: sessions[i] });
      previousType = event.type;
    }
  });
  return steps;
}
