/** Seconds that the device's own storage, or a chunk of the worker, may take: browsers have been seen to hang there. */
export const maxWaitSeconds = 20;

/**
 * Settles as the promise does, or rejects after `maxWaitSeconds`.
 *
 * @param what is waited for, as the error names it
 * @throws Error where it does not settle in time; whoever waits knows the code that it has to have
 */
export async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const fail = () => reject(new Error(`${what} took more than ${maxWaitSeconds} seconds`));
    timer = setTimeout(fail, maxWaitSeconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
