import { describe, expect, it, vi } from 'vitest';
import { missed, withDeadline } from '../../src/page/deadline.js';

const never = new Promise<string>(() => {});

describe('withDeadline', () => {
  it('gives the answer that is there, even with no time left', async () => {
    expect(await withDeadline(Promise.resolve('answer'), 0)).toBe('answer');
  });

  it('misses an answer that does not come', async () => {
    expect(await withDeadline(never, 1)).toBe(missed);
  });

  it('misses at once when the caller has lost interest, before or while waiting', async () => {
    expect(await withDeadline(never, 60_000, AbortSignal.abort())).toBe(missed);
    const controller = new AbortController();
    const answer = withDeadline(never, 60_000, controller.signal);
    controller.abort();
    expect(await answer).toBe(missed);
  });

  it('passes a failure on', async () => {
    await expect(withDeadline(Promise.reject(new Error('broken')), 100)).rejects.toThrow('broken');
  });

  it('leaves no unhandled rejection when the answer fails after the deadline', async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listen);
    let fail: (error: Error) => void = () => {};
    const answer = withDeadline(new Promise((_, reject) => (fail = reject)), 0);
    expect(await answer).toBe(missed);
    fail(new Error('too late'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });

  it('misses an answer whose deadline passed while the device slept, with all its timers', async () => {
    let answer: (value: string) => void = () => {};
    const waiting = withDeadline(new Promise<string>((resolve) => (answer = resolve)), 60_000);
    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 8 * 60 * 60 * 1000);
    answer('as it was in the evening');
    expect(await waiting).toBe(missed);
    now.mockRestore();
  });

  it('gives the answer where the clock was set back meanwhile', async () => {
    let answer: (value: string) => void = () => {};
    const waiting = withDeadline(new Promise<string>((resolve) => (answer = resolve)), 60_000);
    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 8 * 60 * 60 * 1000);
    answer('answer');
    expect(await waiting).toBe('answer');
    now.mockRestore();
  });
});
