import type { Model } from '../../encoder/artifact/model.js';
import { type ModelInput, toModelInput } from '../../encoder/input/model-input.js';
import type { RecordedEvent } from '../../events/event/event.js';
import { timeBucket } from '../../sequence/distance.js';
import { toQueries } from '../../sequence/query.js';
import { splitSessions } from '../../sequence/session.js';
import { type Step, toSteps } from '../../sequence/step.js';
import { type SessionEnd, sessionEnds } from './session-ends.js';

/** What the model reads of a shopper at one moment. */
export interface ShopperState extends ModelInput {
  /** The last item of each session in the sequence, oldest first. */
  readonly sessionEnds: readonly SessionEnd[];
  /** Rows of the last distinct items, latest first. */
  readonly recentItems: readonly number[];
}

/** How many recent items an explanation may point at. */
export const maxRecentItems = 20;

/**
 * Reads a shopper's events at the time `now`.
 *
 * @param events oldest first
 * @returns null while no event tells of an item that the model knows, nor of a search where it reads text
 */
export function readShopper(events: readonly RecordedEvent[], model: Model, now: number): ShopperState | null {
  const { vocabulary, sessionGapMs } = model;
  const steps = toSteps(events, vocabulary, sessionGapMs);
  const queries = model.hasQueries ? toQueries(events, sessionGapMs) : [];
  if (steps.length + queries.length === 0) return null;
  const recentItems = new Set<number>();
  for (let i = steps.length - 1; i >= 0 && recentItems.size < maxRecentItems; i--) recentItems.add(steps[i].item);
  const newSessionAt = isNewSession(events, sessionGapMs, now)
    ? now
    : emptySessionFrom(events, [...steps, ...queries], sessionGapMs);
  const input = toModelInput(model, { steps, queries, newSessionAt });
  const ends = sessionEnds(input.sequence.tokens, steps, vocabulary.sessionStart);
  return { ...input, sessionEnds: ends, recentItems: [...recentItems] };
}

/**
 * Names what passing time changes for the model, so that a shopper who did nothing meanwhile need not be encoded
 * anew: whether a new session has begun, and how far back the last event lies, as coarsely as the encoder sees it.
 */
export function timeKey(events: readonly RecordedEvent[], sessionGapMs: number, now: number): string {
  const away = timeBucket(now - (events.at(-1)?.time ?? now));
  return isNewSession(events, sessionGapMs, now) ? `new session after ${away}` : 'in session';
}

/**
 * When the current session began, if nothing that the model reads tells of it yet: a list that was looked at, an item
 * that it does not know.
 */
function emptySessionFrom(
  events: readonly RecordedEvent[],
  read: readonly Pick<Step, 'session'>[],
  gapMs: number,
): number | undefined {
  const sessions = splitSessions(
    events.map(({ time }) => time),
    gapMs,
  );
  const current = sessions[sessions.length - 1];
  return read.every(({ session }) => session < current) ? events[sessions.indexOf(current)].time : undefined;
}

function isNewSession(events: readonly RecordedEvent[], gapMs: number, now: number): boolean {
  const last = events.at(-1);
  return last !== undefined && now - last.time > gapMs;
}
