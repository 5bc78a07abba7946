/**
 * Runs something and says how long it took, by the clock and in time of the processor.
 *
 * @template T
 * @param {() => T} run
 * @returns {{ value: T, seconds: number, cpuSeconds: number }}
 */
export function timed(run) {
  const start = performance.now();
  const before = process.cpuUsage();
  const value = run();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (performance.now() - start) / 1e3, cpuSeconds: (user + system) / 1e6 };
}
