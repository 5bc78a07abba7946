import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { VitrineError } from '../../src/errors.js';
import { loadModel } from '../../src/worker/model-loader.js';
import { sha256 } from '../../src/worker/sha256.js';
import { refusedForMs } from '../../src/worker/update-model.js';
import { createRandomModel, encodeModelFiles } from '../encoder/random-model.js';
import { createMemoryCaches } from './memory-caches.js';
import { createModelServer, type ModelServer } from './model-server.js';

const files = await encodeModelFiles(createRandomModel());
const newFiles = await encodeModelFiles(createRandomModel({ seed: 8 }));
const failing = (code: string, text: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(text) });

let server: ModelServer;
let caches: ReturnType<typeof createMemoryCaches>;
let now: number;
let reported: VitrineError[];
const load = () => loadModel(server.url, { fetch: server.fetch, caches, now: () => now });
/** What a page's worker does: the model at once, then what is newer. */
const visit = async () => {
  const loaded = await load();
  await loaded.update((error) => reported.push(error));
  return loaded;
};
const hashOf = async (version: typeof files) => (await sha256(version['manifest.json']!)).slice(0, 16);
beforeEach(() => {
  server = createModelServer(files);
  caches = createMemoryCaches();
  now = Date.UTC(2026, 0, 5);
  reported = [];
});

describe('loadModel', () => {
  it('fetches three files, and says which model it is', async () => {
    const { model, modelHash, requestCount } = await load();
    expect(model.vocabulary.size).toBe(40);
    expect(modelHash).toBe((await sha256(files['manifest.json']!)).slice(0, 16));
    expect(requestCount).toBe(3);
    expect(server.requests).toEqual(['no-cache manifest.json', 'default weights.safetensors', 'default catalog.json']);
  });

  it('answers from the device without a request, and asks for the manifest alone afterwards', async () => {
    await visit();
    server.requests.length = 0;
    const loaded = await load();
    expect([loaded.requestCount, loaded.model.vocabulary.size, server.requests]).toEqual([0, 40, []]);
    await loaded.update((error) => reported.push(error));
    expect(server.requests).toEqual(['no-cache manifest.json']);
    expect(reported).toEqual([]);
  });

  it('keeps a new version for the next page, and deletes the files of the old one', async () => {
    await visit();
    const old = caches.entries();
    server.files = newFiles;
    expect((await visit()).modelHash).toBe(await hashOf(files));
    expect((await load()).modelHash).toBe(await hashOf(newFiles));
    expect(caches.entries()).toHaveLength(3);
    // Same catalogue, same hash: it stays. The manifest is replaced, the weights are others.
    expect(caches.entries().filter((url) => old.includes(url))).toHaveLength(2);
    expect(reported).toEqual([]);
  });

  it('leaves the cached files of another model alone', async () => {
    await load();
    const other = { ...server, url: 'https://shop.example/other/' };
    other.fetch = (input, init) => server.fetch(String(input).replace('/other/', '/model/'), init);
    await loadModel(other.url, { fetch: other.fetch, caches });
    expect(caches.entries()).toHaveLength(6);
  });

  it.each([null, 500, 503])('serves the cached model while the server fails (%s)', async (failure) => {
    await visit();
    server.failure = failure;
    expect((await visit()).model.vocabulary.size).toBe(40);
    expect(reported).toEqual([]);
  });

  it('believes a server that says the model is gone, from the next page on', async () => {
    await visit();
    server.failure = 404;
    expect((await visit()).model.vocabulary.size).toBe(40);
    expect(reported).toEqual([failing('MODEL_UNREACHABLE', 'manifest.json answered 404')]);
    await expect(load()).rejects.toEqual(failing('MODEL_UNREACHABLE', 'manifest.json answered 404'));
  });

  it('asks nobody on a device that saves data', async () => {
    const saving = () => loadModel(server.url, { fetch: server.fetch, caches, mayFetch: false });
    await expect(saving()).rejects.toEqual(failing('MODEL_UNREACHABLE', 'saves data'));
    await visit();
    server.requests.length = 0;
    const loaded = await saving();
    await loaded.update((error) => reported.push(error));
    expect([loaded.model.vocabulary.size, server.requests, reported]).toEqual([40, [], []]);
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
    expect((await load()).requestCount).toBe(0);
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

  const json = (value: object) => new TextEncoder().encode(JSON.stringify(value));
  const manifest = JSON.parse(new TextDecoder().decode(newFiles['manifest.json']));
  const { 'weights.safetensors': _, ...withoutWeights } = newFiles;
  const badVersions: [string, string, typeof files][] = [
    [
      'is cut off',
      'MODEL_CORRUPT',
      { ...newFiles, 'weights.safetensors': newFiles['weights.safetensors']!.slice(0, -1) },
    ],
    ['mixes two versions', 'MODEL_CORRUPT', { ...newFiles, 'weights.safetensors': files['weights.safetensors']! }],
    ['lacks a file', 'MODEL_UNREACHABLE', withoutWeights],
    ['has another format', 'MODEL_VERSION', { ...newFiles, 'manifest.json': json({ ...manifest, formatVersion: 99 }) }],
    ['has no manifest that can be read', 'MODEL_CORRUPT', { ...newFiles, 'manifest.json': json({}).slice(1) }],
  ];
  it.each(badVersions)('stays with the last good version when a new one %s', async (_what, code, bad) => {
    await visit();
    const good = caches.entries();
    server.files = bad;
    expect((await visit()).modelHash).toBe(await hashOf(files));
    expect(reported.map((error) => error.code)).toEqual([code]);
    expect(caches.entries().filter((key) => !key.endsWith('?refused'))).toEqual(good);

    server.requests.length = 0;
    expect((await visit()).modelHash).toBe(await hashOf(files));
    expect(server.requests, 'it is not asked for on every page').toEqual(['no-cache manifest.json']);
    expect(reported).toHaveLength(1);

    server.files = newFiles;
    now += refusedForMs;
    await visit();
    expect((await load()).modelHash).toBe(await hashOf(newFiles));
    expect(caches.entries()).toHaveLength(3);
    expect(reported).toHaveLength(1);
  });

  it('is told of a bad version again once it was left alone for long enough', async () => {
    await visit();
    server.files = { ...newFiles, 'weights.safetensors': files['weights.safetensors']! };
    for (const wait of [0, refusedForMs - 1, 1]) {
      now += wait;
      await visit();
    }
    expect(reported.map(({ code }) => code)).toEqual(['MODEL_CORRUPT', 'MODEL_CORRUPT']);
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
