import { expect, type Page, test } from '@playwright/test';
import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { decodeModel, encodeWeights } from '../../src/encoder/artifact.js';
import type { Manifest } from '../../src/encoder/manifest.js';
import { createRandom } from '../../src/random.js';
import type { Sequence } from '../../src/sequence/sequence.js';
import { createForwardPass } from '../../src/worker/forward-pass.js';
import type { BackendName } from '../../src/worker/protocol.js';
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

for (const backend of ['webgl', 'wasm', 'cpu'] as const) {
  test(`the forward pass on ${backend} agrees with Node's over 100 sequences of every length`, async ({ page }) => {
    const expected = await encodeInNode();
    await open(page, [backend]);
    const found = await encode(page, sequences);
    expect(found.backend).toBe(backend);
    for (const [i, { embedding, logits }] of found.encodings.entries()) {
      expect(largestDifference(embedding, expected[i]!.embedding)).toBeLessThan(1e-3);
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
  const alone = await encode(page, prefixes);
  for (const [i, { embedding }] of alone.encodings.entries()) {
    expect(largestDifference(embedding, states.slice(i * size, (i + 1) * size))).toBeLessThan(1e-4);
  }
});

test('a GPU that is lost hands over to WebAssembly, which gives the same', async ({ page }) => {
  await open(page, ['webgl', 'wasm']);
  const before = await encode(page, sequences.slice(0, 3));
  await page.evaluate(() => window.probe.loseContext());
  const after = await encode(page, sequences.slice(0, 3));
  expect([before.backend, after.backend]).toEqual(['webgl', 'wasm']);
  expect(await page.evaluate(async () => await window.probe.reported)).toEqual(['BACKEND_LOST']);
  for (const [i, { logits }] of after.encodings.entries()) {
    expect(largestDifference(logits, before.encodings[i]!.logits)).toBeLessThan(1e-3);
  }
});

test('a binary that is not there hands over to plain JavaScript, and is reported', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  await open(page, ['wasm', 'cpu']);
  const { backend } = await encode(page, sequences.slice(0, 1));
  expect(backend).toBe('cpu');
  expect(await page.evaluate(async () => await window.probe.reported)).toEqual(['BACKEND_UNAVAILABLE']);
});

async function open(page: Page, names: BackendName[]) {
  await page.goto(server.url);
  const opened = await page.evaluate((backends) => window.probe.open(backends), names);
  test.info().annotations.push({ type: `${opened.backend} warm-up, ms`, description: opened.warmUpMs.toFixed() });
}

async function encode(page: Page, batch: readonly Pick<Sequence, 'tokens' | 'times'>[]) {
  const plain = batch.map(({ tokens, times }) => ({ tokens: [...tokens], times: [...times] }));
  const found = await page.evaluate(async (plainBatch) => {
    const { encodings, ...rest } = await window.probe.encode(
      plainBatch.map(({ tokens, times }) => ({
        tokens: Int32Array.from(tokens),
        times: Float64Array.from(times),
        types: new Uint8Array(tokens.length),
        queries: new Map(),
      })),
    );
    const toPlain = ({ embedding, logits }: (typeof encodings)[number]) => ({
      embedding: [...embedding],
      logits: [...logits],
    });
    return { ...rest, encodings: encodings.map(toPlain) };
  }, plain);
  test.info().annotations.push({ type: `${found.backend} pass, ms`, description: found.msEach.toFixed(1) });
  return found;
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
