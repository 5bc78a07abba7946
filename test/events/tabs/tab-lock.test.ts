import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withTabLock } from '../../../src/events/tabs/tab-lock.js';

/** Web Locks as far as they are used: exclusive, in order, abortable while waiting. */
function createLocks(): LockManager {
  let tail: Promise<unknown> = Promise.resolve();
  const request = (_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<unknown>) => {
    const aborted = new Promise<never>((_, reject) => {
      signal.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    });
    const turn = tail.then(() => (signal.aborted ? undefined : work()));
    tail = turn.catch(() => {});
    return Promise.race([turn, aborted]);
  };
  return { request } as unknown as LockManager;
}

describe('a lock between tabs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('lets one work at a time', async () => {
    const locks = createLocks();
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
    };
    await Promise.all([withTabLock('a', locks, work('first')), withTabLock('a', locks, work('second'))]);
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('hands on what the work returns or throws, and runs it once', async () => {
    let runs = 0;
    expect(await withTabLock('a', createLocks(), async () => ++runs)).toBe(1);
    const failing = withTabLock('a', createLocks(), async () => {
      runs++;
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(runs).toBe(2);
  });

  it('works without the lock when a hung tab holds it', async () => {
    const locks = createLocks();
    void withTabLock('a', locks, () => new Promise(() => {}));
    const second = withTabLock('a', locks, async () => 'done');
    await vi.advanceTimersByTimeAsync(2000);
    expect(await second).toBe('done');
  });

  it('works without locks where there are none, or they are refused', async () => {
    const refusing = { request: () => Promise.reject(new DOMException('opaque origin', 'SecurityError')) };
    expect(await withTabLock('a', null, async () => 1)).toBe(1);
    expect(await withTabLock('a', refusing as unknown as LockManager, async () => 2)).toBe(2);
  });
});
