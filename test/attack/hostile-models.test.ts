import { describe, expect, it } from 'vitest';
import { VitrineError } from '../../src/errors.js';
import { createMemoryEventStore } from '../../src/events/store/memory-store.js';
import { createRandom } from '../../src/random.js';
import { rerank } from '../../src/ranking/rerank.js';
import { loadModel } from '../../src/worker/model-files/model-loader.js';
import { createWorkerApi } from '../../src/worker/worker-api.js';
import { createRandomModel, encodeModelFiles } from '../encoder/random-model.js';
import { createMemoryCaches } from '../worker/memory-caches.js';
import { createModelServer } from '../worker/model-server.js';
import { attackCount, attackSeed, tellAttack } from './attack.js';
import { hostileVariants } from './hostile-variants.js';
import { inFile, type ModelFiles, type Mutation } from './model-mutations.js';

const now = Date.UTC(2026, 0, 5);
const pageIds = ['item-7', 'item-2', 'stranger', 'item-31', 'item-0'];

/** A model with every part that there is. */
async function goodFiles(seed: number): Promise<ModelFiles> {
  const model = createRandomModel({ seed });
  const random = createRandom(seed);
  const rows = Float32Array.from({ length: 64 * 16 }, () => random.normal());
  const rich = {
    ...model,
    text: { nBuckets: 64, rows },
    catalog: { ...model.catalog, titles: model.catalog.itemIds.map((id) => `Title of ${id}`) },
    clusters: {
      ...model.clusters,
      radii: Float32Array.of(3, 4, Number.POSITIVE_INFINITY),
      drift: { window: 5, halfLife: 2 },
    },
  };
  return encodeModelFiles(rich);
}
const kept = await goodFiles(7);
const next = await goodFiles(8);

/** Runs a model as a page does; returns what is wrong with its answers. */
async function runPage(fetch: typeof globalThis.fetch, caches: CacheStorage, url: string): Promise<string | undefined> {
  const store = createMemoryEventStore({ now: () => now });
  const api = createWorkerApi({
    fetch,
    caches,
    openStore: async () => store,
    importFile: async () => {},
    now: () => now,
  });
  const setup = { modelUrl: url, namespace: 'v', hasStorage: true, backends: [] };
  await api.start(
    setup,
    () => {},
    () => {},
  );
  const events = ['item-2', 'item-9', 'item-31'].map((itemId, i) => ({
    type: 'view_item' as const,
    itemId,
    id: itemId,
    time: now - 60_000 * (3 - i),
  }));
  const reply = await api.score(events, {
    itemIds: pageIds,
    descriptions: pageIds.map(() => ({ title: 'Title of red mug' })),
  });
  const { sequence, cluster, repeat } = reply.table;
  const { clusterProbabilities, clusterDistances } = await api.standing();
  const numbers = [...sequence, ...cluster, ...repeat, ...clusterProbabilities, ...clusterDistances];
  if (!numbers.every(Number.isFinite)) return 'a number is not finite';
  const { order } = rerank(pageIds, reply.table);
  if (order.toSorted().join() !== '0,1,2,3,4') return 'the order is no permutation';
}

/** Whether a call fails with a code of the model's; what else it does is told. */
async function refuses(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return 'was taken';
  if (!(error instanceof VitrineError) || !error.code.startsWith('MODEL_')) return `threw ${error}`;
  if (error.message.length > 600) return `says too much: ${error.message.length} characters`;
}

/**
 * Tries a model on a device that has none, and on one that has a good one, which must go on answering.
 *
 * @param mustRefuse false where the model may be good still: then it has to answer well
 * @returns what went wrong
 */
async function attack(mutate: Mutation, mustRefuse: boolean): Promise<string | undefined> {
  const hostile = await mutate(next);
  const server = createModelServer(hostile);
  const refused = await refuses(loadModel(server.url, { fetch: server.fetch, now: () => now }));
  if (refused && (mustRefuse || refused !== 'was taken')) return refused;

  server.files = kept;
  const caches = createMemoryCaches();
  const reported: VitrineError[] = [];
  const load = () => loadModel(server.url, { fetch: server.fetch, caches, now: () => now });
  const { modelHash } = await load();
  server.files = hostile;
  await (await load()).update((error) => reported.push(error));
  const stranger = reported.find(({ code }) => !code?.startsWith('MODEL_'));
  if (stranger) return `told of ${stranger}`;
  const after = await load();
  if (refused === undefined && after.modelHash !== modelHash) return 'the good model was lost';
  if (refused === undefined && reported.length !== 1) return `told of ${reported.length} failures`;
  return runPage(server.fetch, caches, server.url);
}

async function tryAll(promise: string, mutations: readonly (readonly [string, Mutation])[], mustRefuse: boolean) {
  const faults: string[] = [];
  for (const [name, mutate] of mutations) {
    const fault = await attack(mutate, mustRefuse).catch((error) => `threw ${error}`);
    if (fault) faults.push(`${name}: ${fault}`);
  }
  const tried = mutations.length;
  tellAttack({ kind: 'hostile models', promise, tried, held: tried - faults.length });
  expect(faults).toEqual([]);
}

const flip = (random: ReturnType<typeof createRandom>, from: number, to: number) => (bytes: Uint8Array) => {
  const flipped = Uint8Array.from(bytes);
  for (let n = 1 + random.integer(3); n > 0; n--) {
    flipped[from + random.integer(Math.min(to, bytes.length) - from)]! ^= 1 << random.integer(8);
  }
  return flipped;
};

describe('hostile models', () => {
  it('are taken by the suite itself where nothing is wrong with them', async () => {
    expect(await attack(async (files) => files, false)).toBeUndefined();
  });

  it('are refused with a code and a message, and the model on the device goes on answering', {
    timeout: 300_000,
  }, async () => {
    const variants = Object.entries(hostileVariants);
    createRandom(attackSeed()).shuffle(variants);
    const tried = variants.slice(0, attackCount(100, variants.length));
    await tryAll('refused with a code; the kept model answers', tried, true);
  });

  it('of random changes are refused, or give finite scores', { timeout: 600_000 }, async () => {
    const random = createRandom(attackSeed());
    const headerEnd = 8 + Number(new DataView(next['weights.safetensors']!.buffer).getBigUint64(0, true));
    const kinds: [string, () => Mutation][] = [
      [
        'in the manifest',
        () => async (files) => ({
          ...files,
          'manifest.json': flip(random, 0, Number.POSITIVE_INFINITY)(files['manifest.json']!),
        }),
      ],
      ['in the catalogue', () => inFile('catalog.json', flip(random, 0, Number.POSITIVE_INFINITY))],
      ['in the header', () => inFile('weights.safetensors', flip(random, 0, headerEnd))],
      ['in the weights', () => inFile('weights.safetensors', flip(random, headerEnd, Number.POSITIVE_INFINITY))],
    ];
    const mutations = Array.from({ length: attackCount(60, 4000) }, (_, i) => {
      const [name, make] = kinds[i % kinds.length]!;
      return [`flip ${i} ${name}`, make()] as const;
    });
    await tryAll('refused with a code, or finite scores', mutations, false);
  });
});
