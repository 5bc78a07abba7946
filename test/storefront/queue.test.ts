import { describe, expect, it } from 'vitest';
import { runCalls } from '../../src/storefront/queue.js';

describe('runCalls', () => {
  it('runs each call, whether or not somebody waits for its result', () => {
    const tracked: unknown[] = [];
    const told: unknown[] = [];
    const track = (event: unknown) => tracked.push(event);
    const waited = Object.assign(['track', 'b'], { done: (result: unknown) => told.push(result) });
    runCalls({ track }, [['track', 'a'], waited], () => {});
    expect(tracked).toEqual(['a', 'b']);
    expect(told).toEqual([2]);
  });
});
