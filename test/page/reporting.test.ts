import { describe, expect, it } from 'vitest';
import { VitrineError } from '../../src/errors.js';
import { createReporter } from '../../src/page/reporter.js';

describe('createReporter', () => {
  it('tells the shop of each kind of failure once', () => {
    const heard: string[] = [];
    const report = createReporter((error) => heard.push(error.message));
    report(new VitrineError('STORAGE_FAILED', 'the first write'));
    report(new VitrineError('STORAGE_FAILED', 'the second write'));
    report(new VitrineError('WORKER_FAILED', 'the worker'));
    expect(heard).toEqual(['the first write', 'the worker']);
  });

  it("tells of each mistake in the shop's own calls", () => {
    const heard: string[] = [];
    const report = createReporter((error) => heard.push(error.message));
    for (const field of ['itemId', 'query', 'itemId']) report(new VitrineError('EVENT_INVALID', `${field} is missing`));
    expect(heard).toEqual(['itemId is missing', 'query is missing']);
  });

  it('survives a handler that throws', () => {
    const report = createReporter(() => {
      throw new Error('the shop is broken');
    });
    expect(() => report(new VitrineError('MODEL_CORRUPT', 'x'))).not.toThrow();
  });
});
