/** Resolves after that many ms. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Rejects after ten seconds: whatever waits for a download or for storage waits no longer. */
export function giveUp(): Promise<never> {
  return pause(10_000).then(() => Promise.reject('no answer'));
}
