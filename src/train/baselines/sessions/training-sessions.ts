import type { BaselineInput } from './baseline.js';

/** A session that baselines learn from. */
export interface TrainingSession {
  /** Rows in the order they were met, repeats included. */
  readonly items: readonly number[];
  /** Rows, each once, in the order they were first met. */
  readonly distinct: readonly number[];
  /** When it ended, ms since 1970. */
  readonly time: number;
}

/** The sessions that a baseline learns from, the one that ended first first. */
export function trainingSessions({ shoppers }: Pick<BaselineInput, 'shoppers'>): TrainingSession[] {
  const sessions: TrainingSession[] = [];
  for (const { steps } of shoppers) {
    for (let from = 0; from < steps.length; ) {
      let to = from + 1;
      while (to < steps.length && steps[to].session === steps[from].session) to++;
      const items = steps.slice(from, to).map(({ item }) => item);
      sessions.push({ items, distinct: [...new Set(items)], time: steps[to - 1].time });
      from = to;
    }
  }
  return sessions.sort((a, b) => a.time - b.time);
}

/** The places, ascending, of the sessions that hold each item, [nItems]. */
export function sessionsOfItems(sessions: readonly TrainingSession[], nItems: number): number[][] {
  const places: number[][] = Array.from({ length: nItems }, () => []);
  sessions.forEach(({ distinct }, place) => {
    for (const item of distinct) places[item].push(place);
  });
  return places;
}

/**
 * How much each session counts when it counts half after a while.
 *
 * The while is a share of the time that the sessions span: a log without times has made-up ones, of which nothing but
 * the order and the proportions can be used.
 *
 * @param sessions ascending in time
 * @param halfLife share of the span; 0 means that all count 1
 * @returns in (0, 1], [nSessions]
 * @example recencyWeights([{ time: 0 }, { time: 10 }], 20, 0.5) // [0.25, 0.5]
 */
export function recencyWeights(
  sessions: readonly Pick<TrainingSession, 'time'>[],
  until: number,
  halfLife: number,
): Float64Array {
  const span = until - (sessions[0]?.time ?? until);
  return Float64Array.from(sessions, ({ time }) =>
    halfLife === 0 || span <= 0 ? 1 : 2 ** (-(until - time) / (halfLife * span)),
  );
}
