import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VitrineError } from '../../../src/errors.js';
import { loadModel } from '../../../src/worker/model-files/model-loader.js';
import { maxStalledSeconds } from '../../../src/worker/model-files/model-request.js';
import { sha256 } from '../../../src/worker/model-files/sha256.js';
import { refusedForMs } from '../../../src/worker/model-files/update-model.js';
import { createRandomModel, encodeModelFiles } from '../../encoder/random-model.js';
import { createMemoryCaches } from '../memory-caches.js';
import { createModelServer, type ModelServer } from '../model-server.js';

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
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
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

  it.each([
    null,
    400,
    401,
    402,
    403,
    405,
    406,
    407,
    408,
    409,
    418,
    421,
    423,
    425,
    429,
    431,
    451,
    500,
    502,
    503,
    504,
    511,
  ])('keeps the cached model, and says nothing, while the server answers something else (%s)', async (failure) => {
    await visit();
    server.failure = failure;
    for (let page = 0; page < 2; page++) expect((await visit()).model.vocabulary.size).toBe(40);
    expect(reported).toEqual([]);
  });

  it.each([404, 410])('believes a server that says the model is gone (%s), from the next page on', async (status) => {
    await visit();
    server.failure = status;
    expect((await visit()).model.vocabulary.size).toBe(40);
    expect(reported).toEqual([failing('MODEL_UNREACHABLE', `manifest.json answered ${status}`)]);
    await expect(load()).rejects.toEqual(failing('MODEL_UNREACHABLE', `manifest.json answered ${status}`));
    expect(caches.entries()).toEqual([]);
  });

  it('keeps the cached model where a file of the new one is refused for now', async () => {
    await visit();
    const fetchWhole = server.fetch;
    server.files = newFiles;
    server.fetch = async (input, init) =>
      String(input).endsWith('weights.safetensors') ? new Response('log in', { status: 403 }) : fetchWhole(input, init);
    expect((await visit()).modelHash).toBe(await hashOf(files));
    expect(reported).toEqual([]);
    server.fetch = fetchWhole;
    await visit();
    expect((await load()).modelHash).toBe(await hashOf(newFiles));
  });

  it.each(['https://elsewhere.example/model/', 'http://shop.example/model/', 'https://shop.example:8443/model/'])(
    'refuses what a redirect to another origin answers (%s), and keeps the cached model',
    async (origin) => {
      const redirect = (to: string) => {
        const fetchWhole = server.fetch;
        server.fetch = async (input, init) => {
          const response = await fetchWhole(input, init);
          const answeredBy = String(input).replace(server.url, to);
          return Object.defineProperties(response, { redirected: { value: true }, url: { value: answeredBy } });
        };
      };
      redirect('https://shop.example/other/');
      await visit();
      server.files = newFiles;
      redirect(origin);
      expect((await visit()).modelHash).toBe(await hashOf(files));
      expect((await load()).modelHash, 'on the next page, too').toBe(await hashOf(files));
      caches = createMemoryCaches();
      await expect(load()).rejects.toEqual(failing('MODEL_UNREACHABLE', 'redirected to another origin'));
    },
  );

  it('asks in a way that lets the browser refuse redirects from the origin of the worker', async () => {
    const modes: unknown[] = [];
    const fetchWhole = server.fetch;
    server.fetch = (input, init) => {
      modes.push(init?.mode);
      return fetchWhole(input, init);
    };
    await load();
    vi.stubGlobal('location', { origin: 'https://shop.example' });
    caches = createMemoryCaches();
    await load();
    expect(modes).toEqual(['cors', 'cors', 'cors', 'same-origin', 'same-origin', 'same-origin']);
  });

  it.each(['manifest.json', 'weights.safetensors', 'catalog.json'])(
    'reads no more of %s than it may have, and keeps the cached model',
    async (name) => {
      await visit();
      let sent = 0;
      const endless = () =>
        new ReadableStream({
          pull(controller) {
            sent += 1 << 20;
            controller.enqueue(new Uint8Array(1 << 20));
            // For the sake of whoever breaks this: far more than is read.
            if (sent >= 64 << 20) controller.close();
          },
        });
      const fetchWhole = server.fetch;
      server.files = await encodeModelFiles(createRandomModel({ nItems: 41 }));
      server.fetch = async (input, init) =>
        String(input).endsWith(name) ? new Response(endless()) : fetchWhole(input, init);
      expect((await visit()).modelHash).toBe(await hashOf(files));
      expect(reported.map(({ code }) => code)).toEqual(['MODEL_CORRUPT']);
      expect((await load()).modelHash).toBe(await hashOf(files));
      expect(sent).toBeLessThan(10 << 20);
    },
  );

  it.each(['nothing', 'a byte now and then'])(
    'gives up a server that sends %s, and keeps the cached model',
    async (kind) => {
      await visit();
      server.files = newFiles;
      const fetchWhole = server.fetch;
      let isAborted = false;
      let isAsked = () => {};
      const asked = new Promise<void>((resolve) => {
        isAsked = resolve;
      });
      vi.useFakeTimers();
      server.fetch = async (input, init) => {
        if (!String(input).endsWith('weights.safetensors')) return fetchWhole(input, init);
        isAsked();
        init?.signal?.addEventListener('abort', () => {
          isAborted = true;
        });
        const drip = (controller: ReadableStreamDefaultController) =>
          void setInterval(() => controller.enqueue(new Uint8Array(1)), 5000);
        return new Response(new ReadableStream(kind === 'nothing' ? {} : { start: drip }));
      };
      const visiting = visit();
      await asked;
      await vi.advanceTimersByTimeAsync((maxStalledSeconds + 5) * 1000);
      vi.useRealTimers();
      expect((await visiting).modelHash).toBe(await hashOf(files));
      expect([isAborted, reported]).toEqual([true, []]);
      expect((await load()).modelHash).toBe(await hashOf(files));
    },
  );

  it('gives up a server that does not answer at all', async () => {
    vi.useFakeTimers();
    server.fetch = () => new Promise(() => {});
    const failed = expect(load()).rejects.toEqual(failing('MODEL_UNREACHABLE', 'stalled'));
    await vi.advanceTimersByTimeAsync((maxStalledSeconds + 5) * 1000);
    await failed;
  });

  it('waits for a slow server for as long as bytes come', async () => {
    const large = await encodeModelFiles(createRandomModel({ nItems: 12_000 }));
    const { 'weights.safetensors': weights } = large;
    const partLength = 80_000;
    expect(weights!.length).toBeGreaterThan(3 * partLength);
    server.files = large;
    const fetchWhole = server.fetch;
    vi.useFakeTimers();
    server.fetch = async (input, init) => {
      if (!String(input).endsWith('weights.safetensors')) return fetchWhole(input, init);
      let sent = 0;
      const pull = async (controller: ReadableStreamDefaultController) => {
        await new Promise((resolve) => setTimeout(resolve, 25_000));
        controller.enqueue(weights!.slice(sent, sent + partLength));
        sent += partLength;
        if (sent >= weights!.length) controller.close();
      };
      return new Response(new ReadableStream({ pull }));
    };
    const loading = load();
    await vi.advanceTimersByTimeAsync(25_000 * (weights!.length / partLength + 2));
    vi.useRealTimers();
    expect((await loading).model.vocabulary.size).toBe(12_000);
  });

  it('keeps the last good version where a new one cannot be run on what this shopper did', async () => {
    await visit();
    // The weights fit, and no number among them is wrong: it is what comes out that is none.
    const unusable = createRandomModel({ seed: 9 });
    unusable.itemEmbeddings.fill(3e38, 16 * 7, 16 * 8);
    server.files = await encodeModelFiles(unusable);
    const loaded = await loadModel(server.url, {
      fetch: server.fetch,
      caches,
      now: () => now,
      events: () => [{ type: 'view_item', itemId: 'item-7', id: 'a', time: now - 1000 }],
    });
    await loaded.update((error) => reported.push(error));
    expect(reported).toEqual([failing('MODEL_CORRUPT', 'no numbers')]);
    expect((await load()).modelHash).toBe(await hashOf(files));
  });

  it('keeps the last good version where a new one gives all items the same score', async () => {
    await visit();
    const flat = createRandomModel({ seed: 9 });
    server.files = await encodeModelFiles({ ...flat, ranking: { sequence: 0, cluster: 0, repeat: 0, position: 1 } });
    await visit();
    expect(reported).toEqual([failing('MODEL_CORRUPT', 'the same score')]);
    expect((await load()).modelHash).toBe(await hashOf(files));
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

  it('does without a Cache Storage that hangs', async () => {
    const never = () => new Promise<never>(() => {});
    const hanging = { open: async () => ({ match: never, put: never, keys: never }) } as unknown as CacheStorage;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    for (const storage of [hanging, { open: never } as unknown as CacheStorage]) {
      const loading = loadModel(server.url, { fetch: server.fetch, caches: storage });
      let isLoaded = false;
      void loading.then(() => {
        isLoaded = true;
      });
      // Hashes are computed beside, in a time that no fake clock tells.
      while (!isLoaded) {
        await vi.advanceTimersByTimeAsync(1000);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect((await loading).model.vocabulary.size).toBe(40);
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
