import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { VitrineError } from '../../src/errors.js';
import { loadModel } from '../../src/worker/model-loader.js';
import { sha256 } from '../../src/worker/sha256.js';
import { createRandomModel, encodeModelFiles } from '../encoder/random-model.js';
import { createMemoryCaches } from './memory-caches.js';
import { createModelServer, type ModelServer } from './model-server.js';

const files = await encodeModelFiles(createRandomModel());
const newFiles = await encodeModelFiles(createRandomModel({ seed: 8 }));
const failing = (code: string, text: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(text) });

let server: ModelServer;
let caches: ReturnType<typeof createMemoryCaches>;
const load = () => loadModel(server.url, { fetch: server.fetch, caches });
beforeEach(() => {
  server = createModelServer(files);
  caches = createMemoryCaches();
});

describe('loadModel', () => {
  it('fetches three files, and says which model it is', async () => {
    const { model, modelHash, requestCount } = await load();
    expect(model.vocabulary.size).toBe(40);
    expect(modelHash).toBe((await sha256(files['manifest.json']!)).slice(0, 16));
    expect(requestCount).toBe(3);
    expect(server.requests).toEqual(['no-cache manifest.json', 'default weights.safetensors', 'default catalog.json']);
  });

  it('asks only for the manifest once the rest is cached', async () => {
    await load();
    server.requests.length = 0;
    const { requestCount, model } = await load();
    expect(server.requests).toEqual(['no-cache manifest.json']);
    expect(requestCount).toBe(1);
    expect(model.vocabulary.size).toBe(40);
  });

  it('loads a new version, and deletes the files of the old one', async () => {
    await load();
    const old = caches.entries();
    server.files = newFiles;
    const { modelHash } = await load();
    expect(modelHash).toBe((await sha256(newFiles['manifest.json']!)).slice(0, 16));
    expect(caches.entries()).toHaveLength(3);
    // Same catalogue, same hash: it stays. The manifest is replaced, the weights are others.
    expect(caches.entries().filter((url) => old.includes(url))).toHaveLength(2);
  });

  it('leaves the cached files of another model alone', async () => {
    await load();
    const other = { ...server, url: 'https://shop.example/other/' };
    other.fetch = (input, init) => server.fetch(String(input).replace('/other/', '/model/'), init);
    await loadModel(other.url, { fetch: other.fetch, caches });
    expect(caches.entries()).toHaveLength(6);
  });

  it.each([null, 500, 503])('serves the cached model while the server fails (%s)', async (failure) => {
    await load();
    server.failure = failure;
    expect((await load()).model.vocabulary.size).toBe(40);
  });

  it('believes a server that says the model is gone', async () => {
    await load();
    server.failure = 404;
    await expect(load()).rejects.toEqual(failing('MODEL_UNREACHABLE', 'manifest.json answered 404'));
  });

  it('names the address that cannot be reached', async () => {
    server.failure = null;
    await expect(load()).rejects.toEqual(failing('MODEL_UNREACHABLE', 'https://shop.example/model/manifest.json'));
  });

  it('names the file that is missing', async () => {
    const { 'catalog.json': _, ...rest } = files;
    server.files = rest;
    await expect(load()).rejects.toEqual(failing('MODEL_UNREACHABLE', 'catalog.json answered 404'));
  });

  it('reloads a file that a proxy kept from the version before', async () => {
    server.files = { ...newFiles };
    const fetchFresh = server.fetch;
    server.fetch = (input, init) => {
      const isStale = String(input).endsWith('weights.safetensors') && init?.cache === 'default';
      return isStale ? Promise.resolve(new Response(files['weights.safetensors'])) : fetchFresh(input, init);
    };
    expect((await load()).requestCount).toBe(4);
  });

  it('fetches a file anew that was damaged in the cache', async () => {
    await load();
    const cache = await caches.open('');
    for (const { url } of await cache.keys()) await cache.put(url, new Response('damaged'));
    expect((await load()).requestCount).toBe(3);
    expect((await load()).requestCount).toBe(1);
  });

  it('works without Cache Storage, and with one that refuses', async () => {
    const refuse = () => Promise.reject(new DOMException('denied', 'SecurityError'));
    const refusing = { open: refuse } as unknown as CacheStorage;
    const full = { open: async () => ({ match: refuse, put: refuse, keys: refuse }) } as unknown as CacheStorage;
    for (const storage of [undefined, refusing, full]) {
      const { requestCount } = await loadModel(server.url, { fetch: server.fetch, caches: storage });
      expect(requestCount).toBe(3);
    }
  });

  it('refuses a file that is not the one described, and keeps the cached model', async () => {
    await load();
    const kept = caches.entries();
    server.files = { ...newFiles, 'weights.safetensors': newFiles['weights.safetensors']!.slice(0, -1) };
    await expect(load()).rejects.toEqual(failing('MODEL_CORRUPT', 'weights.safetensors'));
    server.failure = null;
    expect((await load()).model.vocabulary.size).toBe(40);
    expect(caches.entries()).toEqual(kept);
  });

  it('never loads a model of which a byte was changed, and fails with a typed error', async () => {
    const names = ['weights.safetensors', 'catalog.json'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, at, flip) => {
          const damaged = Uint8Array.from(files[name]!);
          damaged[at % damaged.length]! ^= flip;
          const broken = createModelServer({ ...files, [name]: damaged });
          await expect(loadModel(broken.url, broken)).rejects.toEqual(failing('MODEL_CORRUPT', name));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('throws nothing but typed errors for a damaged manifest', async () => {
    const whole = files['manifest.json']!;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Uint8Array.from(whole);
        damaged[at]! ^= flip;
        const broken = createModelServer({ ...files, 'manifest.json': damaged });
        const error = await loadModel(broken.url, broken).catch((thrown) => thrown);
        if (error instanceof Error) expect(error).toBeInstanceOf(VitrineError);
      }),
      { numRuns: 200 },
    );
  });
});
