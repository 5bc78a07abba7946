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
      expose: 'all',
    });
  });

  it.each([
    [undefined, 'modelUrl is missing'],
    [{ modelUrl: '' }, 'modelUrl is text of 0 characters'],
    [{ modelUrl: '/m/', frugal: 'never' }, 'frugal is text of 5 characters, expected auto, off or a function'],
    [{ modelUrl: '/m/', consent: 'yes' }, 'consent is text of 3 characters, expected pending or granted or denied'],
    [{ modelUrl: '/m/', deadlineMs: Number.NaN }, 'deadlineMs is NaN, expected a number from 0 to 10000'],
    [{ modelUrl: '/m/', deadlineMs: -1 }, 'deadlineMs is a number'],
    [{ modelUrl: '/m/', holdout: 10 }, 'holdout is a number, expected a number from 0 to 1'],
    [{ modelUrl: '/m/', adaptClusters: 'yes' }, 'adaptClusters'],
    [{ modelUrl: '/m/', namespace: 'a b' }, 'namespace is text of 3 characters'],
    [{ modelUrl: '/m/', workerUrl: 'http://' }, 'workerUrl is text of 7 characters, expected a URL'],
    [{ modelUrl: '/m/', expose: ['order'] }, 'expose is an array of 1, expected all or order'],
  ])('refuses %j, naming the option and the kind of what it found', (options, message) => {
    const error = refusal(options);
    expect(error).toBeInstanceOf(VitrineError);
    expect(error.code).toBe('OPTION_INVALID');
    expect(error.message).toContain(message);
  });
});
