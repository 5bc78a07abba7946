import { describe, expect, it } from 'vitest';
import { VitrineError } from '../../src/errors.js';
import { createListeners } from '../../src/page/listeners.js';
import { createReporter } from '../../src/page/reporter.js';

describe('createReporter', () => {
  it('tells the shop of each failure once', () => {
    const heard: string[] = [];
    const report = createReporter((error) => heard.push(error.message));
    report(new VitrineError('MODEL_CORRUPT', 'first'));
    report(new VitrineError('MODEL_CORRUPT', 'first'));
    report(new VitrineError('MODEL_CORRUPT', 'second'));
    expect(heard).toEqual(['first', 'second']);
  });

  it('survives a handler that throws', () => {
    const report = createReporter(() => {
      throw new Error('the shop is broken');
    });
    expect(() => report(new VitrineError('MODEL_CORRUPT', 'x'))).not.toThrow();
  });
});

describe('createListeners', () => {
  it('calls those who listen, until they stop', () => {
    const listeners = createListeners<{ tick: number }>(() => {});
    const heard: number[] = [];
    const off = listeners.on('tick', (n) => heard.push(n));
    listeners.emit('tick', 1);
    off();
    listeners.emit('tick', 2);
    expect(heard).toEqual([1]);
    expect(listeners.has('tick')).toBe(false);
  });

  it('reports a listener that throws and still calls the next', () => {
    const errors: VitrineError[] = [];
    const listeners = createListeners<{ tick: number }>((error) => errors.push(error));
    const heard: number[] = [];
    listeners.on('tick', () => {
      throw new Error('oops');
    });
    listeners.on('tick', (n) => heard.push(n));
    listeners.emit('tick', 1);
    expect(heard).toEqual([1]);
    expect(errors.map((error) => error.code)).toEqual(['LISTENER_FAILED']);
    expect(errors[0].message).toContain('oops');
  });
});
