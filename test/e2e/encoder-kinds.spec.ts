import { expect, test } from '@playwright/test';
import { setBackend, tensor, tidy } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { createEncoder, type EncoderConfig } from '../../src/encoder/kinds/create-encoder.js';
import { createTfjsOps } from '../../src/encoder/ops/tfjs-ops.js';
import { createRandom } from '../../src/random.js';
import { createRandomModel } from '../encoder/random-model.js';
import type { EncoderBatch } from './pages/encoder.worker.js';
import { type EncoderPage, serveEncoder } from './pages/serve-encoder.js';

const shape = { embeddingSize: 16, maxSequenceLength: 12, dropout: 0.2 };
const blocks = { nBlocks: 2, nHeads: 2, hiddenSize: 24 };
const features = { scores: 'cosine', timeGaps: true, eventTypes: 3 } as const;

const configs: EncoderConfig[] = [
  { ...shape, ...blocks, ...features, kind: 'transformer' },
  { ...shape, ...blocks, kind: 'bert' },
  { ...shape, ...features, kind: 'gru', nLayers: 2, hiddenSize: 12 },
  { ...shape, kind: 'lstm', nLayers: 2, hiddenSize: 12 },
  { ...shape, kind: 'convolution', kernelSize: 3, dilations: [1, 2] },
  { ...shape, ...features, kind: 'session-graph', nSteps: 2 },
  { ...shape, kind: 'bag' },
];

let server: EncoderPage;
test.beforeAll(async () => {
  server = await serveEncoder(createRandomModel());
});
test.afterAll(() => server.close());

for (const [config, backend] of configs.flatMap((one) => [[one, 'webgl'] as const, [one, 'wasm'] as const])) {
  test(`the encoder ${config.kind} gives on ${backend} what it gives in Node`, async ({ page }) => {
    const batch = randomBatch(config);
    const expected = await encodeInNode(batch);
    await page.goto(server.url);
    const found = await page.evaluate(async ([name, input]) => [...(await window.probe.encodeBatch(name, input))], [
      backend,
      batch,
    ] as const);
    expect(found.length).toBe(expected.length);
    const { sees } = createEncoder(config);
    const size = config.embeddingSize;
    batch.lengths.forEach((length, b) => {
      for (let t = sees === 'whole' ? length - 1 : 0; t < length; t++) {
        const at = (b * batch.length + t) * size;
        for (let i = at; i < at + size; i++) {
          expect(Math.abs(found[i]! - expected[i]!)).toBeLessThan(1e-3 * (1 + Math.abs(expected[i]!)));
        }
      }
    });
  });
}

/** Two sequences of different lengths, with weights that let every part of the encoder show. */
function randomBatch(config: EncoderConfig): EncoderBatch {
  const random = createRandom(9);
  const size = config.embeddingSize;
  const draw = (n: number, scale: number) => Array.from({ length: n }, () => scale * random.normal());
  const lengths = [12, 7];
  const length = 12;
  const weights: Record<string, { shape: number[]; data: number[] }> = {};
  for (const { name, shape: of, init } of createEncoder(config).parameters) {
    const data = draw(
      of.reduce((product, n) => product * n, 1),
      init === 'glorot' ? 1 / Math.sqrt(size) : 0.3,
    );
    weights[name] = { shape: [...of], data: init === 'ones' ? data.map((value) => 1 + value) : data };
  }
  const draws = (bound: number) => Array.from({ length: 2 * length }, () => random.integer(bound));
  return {
    config,
    weights,
    rows: draw(2 * length * size, 1 / Math.sqrt(size)),
    tokens: draws(5),
    times: draws(8).map((pause, i) => 1.7e12 + (i % length) * 10 ** pause),
    types: draws(3),
    lengths,
    batchSize: 2,
    length,
  };
}

/** The same on the backend that training runs on. */
async function encodeInNode({ config, weights, rows, batchSize, length, ...batch }: EncoderBatch) {
  await setBackend('wasm');
  return tidy(() => {
    const tensors = Object.fromEntries(
      Object.entries(weights).map(([name, { data, shape: of }]) => [name, tensor(data, of)]),
    );
    return createEncoder(config)
      .encode(createTfjsOps(), tensors, {
        rows: tensor(rows, [batchSize, length, config.embeddingSize]),
        tokens: Int32Array.from(batch.tokens),
        times: Float64Array.from(batch.times),
        types: Uint8Array.from(batch.types),
        lengths: Int32Array.from(batch.lengths),
        batchSize,
        length,
      })
      .dataSync();
  });
}
