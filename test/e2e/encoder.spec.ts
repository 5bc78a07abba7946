import { expect, type Page, test } from '@playwright/test';
import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { decodeModel, encodeWeights } from '../../src/encoder/artifact/artifact.js';
import type { Manifest } from '../../src/encoder/artifact/manifest.js';
import { createRandom } from '../../src/random.js';
import type { Sequence } from '../../src/sequence/sequence.js';
import { createForwardPass } from '../../src/worker/execution/forward-pass.js';
import type { AcceleratorName, BackendName } from '../../src/worker/wire/protocol.js';
import { opsCases } from '../contracts/ops-cases.js';
import { createRandomModel } from '../encoder/random-model.js';
import { type EncoderPage, serveEncoder } from './pages/serve-encoder.js';

const length = 20;
const size = 32;
const original = createRandomModel({ nItems: 300, embeddingSize: size, maxSequenceLength: length });

/** One hundred sequences, five of each length, with pauses of all scales. */
const sequences = Array.from({ length: 100 }, (_, i) => randomSequence((i % length) + 1, i));

// A hundred passes on a GPU that is imitated by a busy machine.
test.describe.configure({ timeout: 240_000 });

let server: EncoderPage;
test.beforeAll(async () => {
  server = await serveEncoder(original);
});
test.afterAll(() => server.close());

for (const name of ['webgl', 'wasm'] as const) {
  test(`every operation on ${name} gives what was computed by hand`, async ({ page }) => {
    await page.goto(server.url);
    const results = await page.evaluate((backend) => window.probe.runOps(backend), name);
    expect(results.length).toBe(opsCases.length);
    for (const [i, { expected, shape, name: operation }] of opsCases.entries()) {
      expect(results[i]!.shape, operation).toEqual(shape);
      expect(largestDifference(results[i]!.values, expected), operation).toBeLessThan(1e-4);
    }
  });
}

for (const backend of ['cpu', 'webgl', 'wasm'] as const) {
  test(`the forward pass on ${backend} agrees with Node's over 100 sequences of every length`, async ({ page }) => {
    const expected = await encodeInNode();
    await page.goto(server.url);
    const found = await page.evaluate(encodeInPage, { plain: sequences.map(toPlain), backend });
    for (const [i, { embedding, standing, logits }] of found.entries()) {
      expect(largestDifference(embedding, expected[i]!.embedding)).toBeLessThan(1e-3);
      expect(largestDifference(standing, expected[i]!.standing)).toBeLessThan(1e-3);
      expect(largestDifference(logits, expected[i]!.logits)).toBeLessThan(1e-3);
    }
  });
}

test('a prefix encodes the same alone and inside its session', async ({ page }) => {
  const session = randomSequence(length, 1);
  await open(page, ['webgl']);
  const states = await page.evaluate(
    async ([tokens, times]) => [
      ...(await window.probe.encodeEveryPrefix(Int32Array.from(tokens), Float64Array.from(times))),
    ],
    [[...session.tokens], [...session.times]] as const,
  );
  const prefixes = Array.from({ length }, (_, i) => ({
    tokens: session.tokens.slice(0, i + 1),
    times: session.times.slice(0, i + 1),
  }));
  const alone = await page.evaluate(encodeInPage, { plain: prefixes.map(toPlain), backend: 'webgl' as const });
  for (const [i, { embedding }] of alone.entries()) {
    expect(largestDifference(embedding, states.slice(i * size, (i + 1) * size))).toBeLessThan(1e-4);
  }
});

test('a GPU that is lost hands over to plain arrays at once, then to WebAssembly, which give the same', async ({
  page,
}) => {
  await open(page, ['webgl', 'wasm']);
  // The longest ones are for the backend alone.
  const longest = sequences.filter(({ tokens }) => tokens.length > length - 3);
  const before = await encode(page, longest);
  await page.evaluate(() => window.probe.loseContext());
  const meanwhile = await encode(page, longest.slice(0, 1));
  await expect.poll(() => page.evaluate(() => window.probe.backend())).toBe('wasm');
  const after = await encode(page, longest);
  expect([before.backend, after.backend]).toEqual(['webgl', 'wasm']);
  expect(['cpu', 'wasm']).toContain(meanwhile.backend);
  expect(await page.evaluate(async () => await window.probe.reported)).toEqual(['BACKEND_LOST']);
  for (const [i, { logits }] of [...after.encodings, ...meanwhile.encodings].entries()) {
    expect(largestDifference(logits, before.encodings[i % longest.length]!.logits)).toBeLessThan(1e-3);
  }
});

test('a binary that is not there leaves the model on plain arrays, and is reported', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  await open(page, ['wasm']);
  const { backend, encodings } = await encode(page, sequences.slice(0, 1));
  expect([backend, encodings.length]).toEqual(['cpu', 1]);
  expect(await page.evaluate(async () => await window.probe.reported)).toEqual(['BACKEND_UNAVAILABLE']);
});

async function open(page: Page, names: AcceleratorName[]) {
  await page.goto(server.url);
  await page.evaluate((backends) => window.probe.open(backends), names);
}

function encode(page: Page, batch: readonly Pick<Sequence, 'tokens' | 'times'>[]) {
  return page.evaluate(async (plain) => {
    const toSequence = ({ tokens, times }: (typeof plain)[number]) => ({
      tokens: Int32Array.from(tokens),
      times: Float64Array.from(times),
      types: new Uint8Array(tokens.length),
      queries: new Map(),
    });
    const { encodings, backend } = await window.probe.encode(plain.map(toSequence));
    return { backend, encodings: encodings.map(({ logits }) => ({ logits: [...logits] })) };
  }, batch.map(toPlain));
}

/** Runs in the page: whole sequences on one execution alone. */
async function encodeInPage({ plain, backend }: { plain: ReturnType<typeof toPlain>[]; backend: BackendName }) {
  const toSequence = ({ tokens, times }: (typeof plain)[number]) => ({
    tokens: Int32Array.from(tokens),
    times: Float64Array.from(times),
    types: new Uint8Array(tokens.length),
    queries: new Map(),
  });
  await window.probe.load();
  const encodings = await window.probe.encodeOn(backend, plain.map(toSequence));
  return encodings.map(({ embedding, standing, logits }) => ({
    embedding: [...embedding],
    standing: [...standing],
    logits: [...logits],
  }));
}

function toPlain({ tokens, times }: Pick<Sequence, 'tokens' | 'times'>) {
  return { tokens: [...tokens], times: [...times] };
}

/** The same pass on the backend that training runs on, with the weights as they are shipped. */
async function encodeInNode() {
  await setBackend('wasm');
  const { encoder, sessionGapMs, clusters, ranking, catalog } = original;
  const manifest = { encoder, sessionGapMs, clusters, ranking } as unknown as Manifest;
  const pass = createForwardPass(decodeModel(manifest, encodeWeights(original), catalog));
  const encodings = [];
  for (const sequence of sequences) encodings.push(await pass.encode(sequence));
  pass.dispose();
  return encodings;
}

function randomSequence(n: number, seed: number): Sequence {
  const random = createRandom(seed);
  let time = 1.3e12;
  const times = Float64Array.from({ length: n }, () => {
    time += Math.round(10 ** (9 * random.next()));
    return time;
  });
  const tokens = Int32Array.from({ length: n }, () => random.integer(301));
  return { tokens, times, types: new Uint8Array(n), queries: new Map() };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  // A NaN makes the maximum NaN, which is below nothing.
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
}
