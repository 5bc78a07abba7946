import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** What a browser hands out for a script: an object, told apart from text. */
class TrustedAddress {
  constructor(readonly url: string) {}
}

// The policy is kept for the page's life: each test is a page of its own.
beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());
const loadModule = () => import('../../../src/worker/client/script-url.js');

describe('trustScriptUrl', () => {
  it('leaves addresses as they are where the browser has no Trusted Types', async () => {
    const { trustScriptUrl } = await loadModule();
    expect(trustScriptUrl('/w.js')).toBe('/w.js');
  });

  it('creates its policy once, however often the worker starts', async () => {
    const createPolicy = vi.fn((_name: string, rules: { createScriptURL(url: string): string }) => ({
      createScriptURL: (url: string) => new TrustedAddress(rules.createScriptURL(url)),
    }));
    vi.stubGlobal('trustedTypes', { createPolicy });
    const { trustScriptUrl } = await loadModule();
    expect(trustScriptUrl('/w.js')).toEqual(new TrustedAddress('/w.js'));
    expect(trustScriptUrl(new URL('https://shop.example/w.js'))).toEqual(
      new TrustedAddress('https://shop.example/w.js'),
    );
    expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(['vitrine']);
  });

  it('passes on that the page does not allow the policy', async () => {
    const createPolicy = () => {
      throw new TypeError('Policy "vitrine" disallowed.');
    };
    vi.stubGlobal('trustedTypes', { createPolicy });
    const { trustScriptUrl } = await loadModule();
    expect(() => trustScriptUrl('/w.js')).toThrow('disallowed');
  });
});
