/**
 * Returns what some work gives; undefined where it throws, as localStorage does that refuses (the journal meets that and
 * reports it, too) and a function that the page has replaced.
 */
export function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
