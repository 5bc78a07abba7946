import { VitrineError } from '../../errors.js';
import { type Difference, firstDifference } from './first-difference.js';

/** Everything that decides what long work comes to, plain JSON: it goes on only with the same. */
export type Fingerprint = Readonly<Record<string, unknown>>;

/**
 * Refuses to go on with work that was started with something else.
 *
 * @throws VitrineError `CONFIG_INVALID` with what `tell` says of the first field that differs
 */
export function requireSame(saved: unknown, given: Fingerprint, tell: (difference: Difference) => string): void {
  const difference = firstDifference(saved, JSON.parse(JSON.stringify(given)));
  if (difference) throw new VitrineError('CONFIG_INVALID', tell(difference));
}
