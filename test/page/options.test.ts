import { describe, expect, it } from 'vitest';
import { VitrineError } from '../../src/errors.js';
import type { VitrineOptions } from '../../src/page/api.js';
import { resolveOptions } from '../../src/page/options.js';

const base = 'https://shop.test/category/bags';

function refusal(options: unknown): VitrineError {
  try {
    resolveOptions(options as VitrineOptions, base);
  } catch (error) {
    return error as VitrineError;
  }
  throw new Error('the options were accepted');
}

describe('resolveOptions', () => {
  it('fills in the defaults and resolves URLs against the page', () => {
    expect(resolveOptions({ modelUrl: '/model', workerUrl: 'w.js' }, base)).toEqual({
      modelUrl: 'https://shop.test/model/',
      workerUrl: 'https://shop.test/category/w.js',
      consent: 'pending',
      deadlineMs: 50,
      namespace: 'vitrine',
      adaptClusters: false,
      bots: 'ignore',
      frugal: 'auto',
      holdout: 0.1,
    });
  });

  it.each([
    [undefined, 'modelUrl is undefined'],
    [{ modelUrl: '' }, 'modelUrl is ""'],
    [{ modelUrl: '/m/', frugal: 'never' }, 'frugal is "never", expected "auto", "off" or a function'],
    [{ modelUrl: '/m/', consent: 'yes' }, 'consent is "yes", expected "pending", "granted" or "denied"'],
    [{ modelUrl: '/m/', deadlineMs: Number.NaN }, 'deadlineMs is NaN'],
    [{ modelUrl: '/m/', deadlineMs: -1 }, 'deadlineMs is -1'],
    [{ modelUrl: '/m/', holdout: 10 }, 'holdout is 10, expected a share from 0 to 1'],
    [{ modelUrl: '/m/', adaptClusters: 'yes' }, 'adaptClusters'],
    [{ modelUrl: '/m/', namespace: 'a b' }, 'namespace is "a b"'],
    [{ modelUrl: '/m/', workerUrl: 'http://' }, 'workerUrl is "http://"'],
  ])('refuses %j, naming what it found', (options, message) => {
    const error = refusal(options);
    expect(error).toBeInstanceOf(VitrineError);
    expect(error.code).toBe('OPTION_INVALID');
    expect(error.message).toContain(message);
  });
});
