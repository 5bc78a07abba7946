import type { RecordedEvent } from '../events/event/event.js';
import { defaultSessionGapMs, splitSessions } from './session.js';
import type { Step } from './step.js';

/** A search: its text and its time. */
export interface Query {
  /** As the shopper wrote it. */
  readonly query: string;
  /** ms since 1970. */
  readonly time: number;
  /** The session it belongs to, numbered as those of the shopper's steps. */
  readonly session: number;
}

/**
 * The searches among a shopper's events; sessions are numbered as `toSteps` numbers them.
 *
 * @param events one shopper's events, oldest first
 */
export function toQueries(events: readonly RecordedEvent[], gapMs: number = defaultSessionGapMs): Query[] {
  const sessions = splitSessions(
    events.map((event) => event.time),
    gapMs,
  );
  return events.flatMap((event, i) =>
    event.type === 'search' ? [{ query: event.query, time: event.time, session: sessions[i] }] : [],
  );
}

/**
 * Returns whether a search comes before a step. A search at the time of the step does, since it led there.
 *
 * @example leadsTo({ query: 'mug', time: 5, session: 0 }, { item: 3, time: 5, session: 0 }) // true
 */
export function leadsTo(query: Query, step: Pick<Step, 'time' | 'session'>): boolean {
  return query.session < step.session || (query.session === step.session && query.time <= step.time);
}

/**
 * A query in the form that a model reads: what differs only in case, width of letters or spaces is the same query.
 *
 * @example normalizeQuery('  Red  MUG ') // 'red mug'
 */
export function normalizeQuery(query: string): string {
  return query.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
