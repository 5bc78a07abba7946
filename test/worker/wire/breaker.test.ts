import { describe, expect, it } from 'vitest';
import { createBreaker } from '../../../src/worker/wire/breaker.js';

const never = new Promise<never>(() => {});
const first = new Error('first');

describe('createBreaker', () => {
  it('lets results and failures through while it is whole', async () => {
    const breaker = createBreaker();
    await expect(breaker.guard(Promise.resolve(1))).resolves.toBe(1);
    await expect(breaker.guard(Promise.reject(first))).rejects.toBe(first);
    expect(breaker.broken()).toBeUndefined();
  });

  it('rejects what waits, and whatever comes later, by the first error', async () => {
    const breaker = createBreaker();
    const waiting = breaker.guard(never);
    breaker.break(first);
    breaker.break(new Error('second'));
    await expect(waiting).rejects.toBe(first);
    await expect(breaker.guard(Promise.resolve(1))).rejects.toBe(first);
    expect(breaker.broken()).toBe(first);
  });
});
