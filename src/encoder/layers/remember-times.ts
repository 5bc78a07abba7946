import type { EncoderInput, EncoderMemory } from '../encoder.js';

/** Adds the times of what was read to a memory, where there is one. */
export function rememberTimes<T>(
  memory: EncoderMemory<T> | undefined,
  { times }: Pick<EncoderInput<T>, 'times'>,
): void {
  if (!memory) return;
  const all = new Float64Array(memory.times.length + times.length);
  all.set(memory.times);
  all.set(times, memory.times.length);
  memory.times = all;
}
