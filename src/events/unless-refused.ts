/** Returns what some work gives; undefined where it throws: localStorage that refuses, which the journal meets and reports, too, or a function that the page has replaced. */
export function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
