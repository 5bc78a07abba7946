import type { Step } from '../../sequence/step.js';

/** Where a session ends in what the encoder reads. */
export interface SessionEnd {
  /** The place of its last item in the sequence. */
  readonly place: number;
  /** When that item was met, ms since 1970. */
  readonly time: number;
}

/**
 * Finds the last item of each session that a sequence shows.
 *
 * @param tokens of a sequence that was made of the steps; the window may have cut their beginning off
 * @param steps all of the shopper's, oldest first
 * @param sessionStart tokens below it are items
 * @returns oldest first; a session without items has no end
 */
export function sessionEnds(tokens: Int32Array, steps: readonly Step[], sessionStart: number): SessionEnd[] {
  const places = [...tokens.keys()].filter((place) => tokens[place] < sessionStart);
  const shown = steps.slice(steps.length - places.length);
  return shown.flatMap(({ time, session }, i) =>
    session === shown[i + 1]?.session ? [] : [{ place: places[i], time }],
  );
}
