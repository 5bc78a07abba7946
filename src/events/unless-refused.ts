/** What localStorage gives; undefined where it refuses, which the journal meets, too, and reports. */
export function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
