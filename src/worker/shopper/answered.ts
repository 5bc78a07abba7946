/** Lets the answer that waits leave for the page first. */
export function answered(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
