import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VitrineError } from '../../src/errors.js';
import type { RerankRequest, Vitrine } from '../../src/page/api.js';
import {
  adjustScores,
  boost,
  bury,
  dampRepeats,
  dampSkipped,
  defineRule,
  diversify,
  explore,
  fresh,
  inStock,
  oneOf,
  pin,
  type Rule,
  sponsored,
} from '../../src/rules.js';
import { runCalls } from '../../src/storefront/queue.js';
import { createVitrine } from '../../src/vitrine.js';
import { attackCount, attackSeed, tellAttack } from './attack.js';
import { oddNames, oddValues, secret } from './odd-values.js';
import { installPage, modelUrl, startedWorkers } from './page-with-worker.js';

vi.mock('../../src/worker/execution/execution.js', async (original) => {
  const { openExecution } = await original<typeof import('../../src/worker/execution/execution.js')>();
  type Given = Parameters<typeof openExecution>;
  return { openExecution: (...given: Given) => ({ ...openExecution(...given), accelerate: async () => {} }) };
});

/** Calls a method with anything at all, as plain JavaScript does. */
type OddCall = (vitrine: Vitrine, odd: unknown) => unknown;

const shopItems = [{ id: 'mug-1' }, { id: 'toy-4' }, { id: 'lamp-2' }, { id: 'unknown' }];
const untyped = (vitrine: Vitrine) => vitrine as unknown as Record<string, (...args: unknown[]) => unknown>;
const rerankWith = (name: string, make: (odd: unknown) => unknown): OddCall =>
  Object.assign(async (vitrine: Vitrine, odd: unknown) => {
    const { items } = await vitrine.rerank(shopItems, { [name]: make(odd) } as RerankRequest<{ id: string }>);
    expect(new Set(items)).toEqual(new Set(shopItems));
    expect(items).toHaveLength(shopItems.length);
  });
/** The items of a short list; none of what cannot be read. */
function readable(odd: unknown): unknown[] {
  try {
    return Array.isArray(odd) && odd.length < 1000 ? [...odd] : [];
  } catch {
    return [];
  }
}
const asIs = (odd: unknown) => odd;

/** Rules may drop items; none comes twice, and none from elsewhere. */
async function rerankByRules(vitrine: Vitrine, rules: readonly Rule<unknown>[]): Promise<void> {
  const { items, explain } = await vitrine.rerank<unknown>(shopItems, { rules });
  for (const item of items) expect(shopItems).toContain(item);
  expect(new Set(items).size).toBe(items.length);
  explain('mug-1');
}

/** The rules' factories with the argument in each place. */
const factories = {
  adjustScores,
  boost,
  bury,
  dampRepeats,
  dampSkipped,
  defineRule,
  diversify,
} as unknown as Factories;
Object.assign(factories, { explore, fresh, inStock, oneOf, pin, sponsored });
type Factories = Record<string, (...args: unknown[]) => Rule<unknown>>;
const ruleCalls = Object.keys(factories).flatMap((name) =>
  [0, 1, 2].map((place): [string, OddCall] => [
    `rules ${name} ${place}`,
    async (vitrine, odd) => {
      const make = factories[name];
      const given: unknown[] = [() => true, 1, {}];
      given[place] = odd;
      await rerankByRules(vitrine, [make(...given)]);
    },
  ]),
);

const calls: Readonly<Record<string, OddCall>> = {
  'rerank items': async (vitrine, odd) => {
    const { items } = await vitrine.rerank(odd as unknown[]);
    // A list that can be read comes back with the same items.
    for (const item of readable(odd)) expect(items.includes(item)).toBe(true); // a cyclic one cannot be printed
  },
  'rerank request': (vitrine, odd) => vitrine.rerank(shopItems, odd as RerankRequest<{ id: string }>),
  ...Object.fromEntries(
    ['slot', 'id', 'describe', 'pinned', 'sorted', 'batch', 'rules', 'deadlineMs', 'signal'].map((name) => [
      `rerank ${name}`,
      rerankWith(name, asIs),
    ]),
  ),
  'rerank id gives': rerankWith('id', (odd) => () => odd),
  'rerank describe gives': rerankWith('describe', (odd) => () => odd),
  'rerank describe fields': rerankWith('describe', (odd) => () => ({
    title: odd,
    category: odd,
    brand: odd,
    price: odd,
  })),
  'rerank batch gives': rerankWith('batch', (odd) => () => odd),
  'rerank pinned holds': rerankWith('pinned', (odd) => [odd, 'mug-1']),
  'rerank rules hold': rerankWith('rules', (odd) => [odd]),
  'recommend request': (vitrine, odd) => untyped(vitrine).recommend(odd),
  ...Object.fromEntries(
    ['limit', 'exclude', 'slot', 'rules', 'deadlineMs'].map((name): [string, OddCall] => [
      `recommend ${name}`,
      (vitrine, odd) => untyped(vitrine).recommend({ [name]: odd }),
    ]),
  ),
  'recommend exclude holds': (vitrine, odd) => untyped(vitrine).recommend({ exclude: ['mug-1', odd] }),
  track: (vitrine, odd) => untyped(vitrine).track(odd),
  'track item': (vitrine, odd) => untyped(vitrine).track({ type: 'view_item', itemId: odd }),
  'track items': (vitrine, odd) => untyped(vitrine).track({ type: 'purchase', itemIds: odd }),
  'track source': (vitrine, odd) => untyped(vitrine).track({ type: 'view_item', itemId: 'toy-2' }, odd),
  'track time': (vitrine, odd) => untyped(vitrine).track({ type: 'view_item', itemId: 'toy-2' }, 'test', odd),
  'on name': (vitrine, odd) => untyped(vitrine).on(odd, () => {}),
  'on listener': (vitrine, odd) => (untyped(vitrine).on('exposure', odd) as () => void)(),
  setConsent: (vitrine, odd) => untyped(vitrine).setConsent(odd),
  profile: (vitrine, odd) => untyped(vitrine).profile(odd),
  exportData: (vitrine, odd) => untyped(vitrine).exportData(odd),
  forget: (vitrine, odd) => untyped(vitrine).forget(odd),
  variant: (vitrine, odd) => untyped(vitrine).variant(odd),
  deviceSeed: (vitrine, odd) => untyped(vitrine).deviceSeed(odd),
  queue: (vitrine, odd) => runCalls(vitrine, odd, () => {}),
  'queue holds': (vitrine, odd) => runCalls(vitrine, [odd, [odd, odd], ['track', odd], ['on', odd]], () => {}),
  ...Object.fromEntries(ruleCalls),
  ...Object.fromEntries(
    [
      'modelUrl',
      'workerUrl',
      'consent',
      'deadlineMs',
      'namespace',
      'adaptClusters',
      'bots',
      'holdout',
      'frugal',
      'expose',
      'onError',
    ].map((name): [string, OddCall] => [
      `createVitrine ${name}`,
      (_, odd) => createVitrine({ modelUrl: '/none/', onError: () => {}, [name]: odd } as never).stop(),
    ]),
  ),
  createVitrine: (_, odd) => createVitrine(odd as never).stop(),
};

for (const name of ['order', 'held', 'sunk', 'scores', 'reasons', 'effects']) {
  Object.assign(calls, {
    [`a rule gives ${name}`]: (vitrine: Vitrine, odd: unknown) =>
      rerankByRules(vitrine, [
        defineRule('own', 'score', () => ({ [name]: odd })),
        boost(() => true, 1),
        explore({ share: 0.5, seed: 1 }),
      ]),
  });
}

/** Each call tracks an event: a page's rate limit takes so many at once. */
const callsPerPage = 500;

const messages: string[] = [];
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
let vitrine: Vitrine;

/** Opens a page in place of the one before, whose model has answered once. */
async function openPage(): Promise<void> {
  vitrine?.stop();
  const onError = ({ message }: VitrineError) => messages.push(message);
  const options = { modelUrl, workerUrl: '/w.js', consent: 'granted', holdout: 0, deadlineMs: 10_000 } as const;
  vitrine = createVitrine({ ...options, onError });
  vitrine.track({ type: 'view_item', itemId: 'toy-2' });
  await vi.waitUntil(isOrdered, { timeout: 30_000 });
}

/** A good call after a bad one: the model answers it. */
async function isOrdered(): Promise<boolean> {
  vitrine.track({ type: 'view_item', itemId: 'toy-1' });
  const { items, reranked } = await vitrine.rerank(shopItems, { deadlineMs: 10_000 });
  return reranked && items[0].id === 'toy-4';
}

describe('one odd call', () => {
  beforeAll(async () => {
    await installPage();
    vi.spyOn(console, 'warn').mockImplementation((text: string) => messages.push(text));
    process.on('unhandledRejection', note);
  });

  afterAll(() => {
    process.off('unhandledRejection', note);
    vitrine.stop();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('reaches neither the page nor later calls, and nothing of it is told', async () => {
    const every = Object.keys(calls).flatMap((call) => oddNames.map((odd): [string, string] => [call, odd]));
    const count = Math.min(every.length, attackCount(600, 3000));
    let held = 0;
    const failures: string[] = [];
    const drawn = fc.sample(fc.shuffledSubarray(every, { minLength: count, maxLength: count }), {
      numRuns: 1,
      seed: attackSeed(),
    })[0];
    for (const [i, [call, odd]] of drawn.entries()) {
      if (i % callsPerPage === 0) await openPage();
      const before = messages.length;
      try {
        await calls[call](vitrine, oddValues[odd]());
        expect(await isOrdered()).toBe(true);
        expect(messages.slice(before).filter((message) => message.includes(secret))).toEqual([]);
        held++;
      } catch (error) {
        failures.push(`${call} with ${odd}: ${String((error as Error).message).split('\n')[0]}`);
      }
    }
    tellAttack({
      kind: 'odd calls',
      promise: 'nothing is thrown, and the next call has the model',
      tried: drawn.length,
      held,
    });
    expect(failures).toEqual([]);
    expect(unhandled).toEqual([]);
    expect(startedWorkers.count).toBe(Math.ceil(count / callsPerPage));
  }, 300_000);
});
