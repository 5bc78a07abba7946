import { itemIdsOf, type RecordedEvent } from '../events/event/event.js';
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
  /** Event type, an index into `stepTypes`; 0, a view, where it is absent. */
  readonly type?: number;
}

/**
 * Event types that show interest in an item, the faintest first; the others tell about a page, a list or a change of
 * mind.
 */
export const stepTypes = ['view_item', 'select_item', 'add_to_cart', 'add_to_wishlist', 'purchase'] as const;

/**
 * The place of an event type in `stepTypes`.
 *
 * @returns -1 for a type that makes no step
 * @example stepTypeOf('add_to_cart') // 2
 */
export function stepTypeOf(eventType: string): number {
  return stepTypes.indexOf(eventType as (typeof stepTypes)[number]);
}

/**
 * Turns events into steps: keeps those that show interest in a known item, numbers the sessions, and merges an item
 * met through several event types in a row (selected, then viewed, then put in the cart) into one step of the strongest
 * type, at the time of the first.
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
  const meetings = events.flatMap((event, i) => {
    const type = stepTypeOf(event.type);
    if (type < 0) return [];
    return itemIdsOf(event)
      .map((itemId) => ({ item: vocabulary.indexOf(itemId), time: event.time, session: sessions[i], type }))
      .filter(({ item }) => item >= 0);
  });
  return mergeMeetings(meetings);
}

/**
 * Merges an item met through several event types in a row into one step of the strongest type, at the time of the
 * first. The same type twice is two steps.
 *
 * @param meetings one shopper's, oldest first, each with its type; items of -1, which the model does not know, pass too
 * @returns steps without a type where it is 0
 * @example
 * const met = { item: 3, time: 0, session: 0 }
 * mergeMeetings([{ ...met, type: 0 }, { ...met, type: 2 }]) // [{ item: 3, time: 0, session: 0, type: 2 }]
 */
export function mergeMeetings(meetings: readonly Required<Step>[]): Step[] {
  const merged: Required<Step>[] = [];
  let previous: Required<Step> | undefined;
  for (const meeting of meetings) {
    const { item, session, type } = meeting;
    const isSameMeeting = previous?.item === item && previous.session === session && previous.type !== type;
    previous = meeting;
    const last = merged[merged.length - 1];
    if (isSameMeeting) merged[merged.length - 1] = { ...last, type: Math.max(last.type, type) };
    else merged.push(meeting);
  }
  return merged.map(({ item, time, session, type }) =>
    type > 0 ? { item, time, session, type } : { item, time, session },
  );
}
