import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Model, Weight } from '../../../src/encoder/artifact/model.js';
import { createEncoder, type EncoderConfig } from '../../../src/encoder/kinds/create-encoder.js';
import { createRandom } from '../../../src/random.js';
import { type Sequence, sliceSequence } from '../../../src/sequence/sequence.js';
import { createArrayPass } from '../../../src/worker/execution/array-pass.js';
import { createForwardPass } from '../../../src/worker/execution/forward-pass.js';
import { createRandomModel } from '../../encoder/random-model.js';

const sessionStart = 40;
const minute = 60_000;
const tokens = [sessionStart, 3, 7, 7, sessionStart, 12, 39, 0, 5];
const whole: Sequence = {
  tokens: Int32Array.from(tokens),
  times: Float64Array.from(tokens, (_, i) => i * minute),
  types: Uint8Array.from(tokens, (token) => (token === sessionStart ? 0 : token % 3)),
  queries: new Map(),
};
/** The first tokens, and the question what comes first in a new visit an hour later. */
const askedLater = (n: number): Sequence => ({
  tokens: Int32Array.of(...tokens.slice(0, n), sessionStart),
  times: Float64Array.of(...whole.times.slice(0, n), 100 * minute),
  types: Uint8Array.of(...whole.types.slice(0, n), 0),
  queries: new Map(),
});
const first = (n: number) => sliceSequence(whole, 0, n);
const shape = { embeddingSize: 16, maxSequenceLength: 12, dropout: 0 };
const transformer: EncoderConfig = { ...shape, kind: 'transformer', nBlocks: 2, nHeads: 2, hiddenSize: 32 };
const kinds: EncoderConfig[] = [
  transformer,
  { ...transformer, eventTypes: 3, timeGaps: true, scores: 'cosine' },
  { ...shape, kind: 'gru', nLayers: 1, hiddenSize: 12 },
  { ...shape, kind: 'bert', nBlocks: 1, nHeads: 2, hiddenSize: 32 },
  { ...shape, kind: 'session-graph', nSteps: 1 },
];

/** A model of any kind, its table with a row for the mask. */
function modelOf(encoder: EncoderConfig): Model {
  const random = createRandom(3);
  const draw = (n: number) => Float32Array.from({ length: n }, () => random.normal() / 4);
  const encoderWeights: Record<string, Weight> = {};
  for (const { name, shape: of } of createEncoder(encoder).parameters) {
    encoderWeights[name] = { shape: of, data: draw(of.reduce((product, n) => product * n, 1)) };
  }
  return { ...createRandomModel(), encoder, encoderWeights, itemEmbeddings: draw((sessionStart + 3) * 16) };
}

describe('createArrayPass', () => {
  beforeAll(() => setBackend('cpu'));

  it.each(kinds)('agrees with TensorFlow.js ($kind), asked at an item and in a new visit', async (config) => {
    const model = modelOf(config);
    const slow = createForwardPass(model);
    const arrays = createArrayPass(model);
    for (const sequence of [first(2), first(9), askedLater(9), askedLater(3)]) {
      const expected = await slow.encode(sequence);
      const found = arrays.encode(sequence);
      for (const part of ['embedding', 'standing', 'logits'] as const) {
        expect(distance(found[part], expected[part])).toBeLessThan(1e-4);
      }
      expect(await slow.score(found.embedding, sequence.tokens)).toHaveLength(40);
      expect(distance(await slow.score(found.embedding, sequence.tokens), expected.logits)).toBeLessThan(1e-4);
    }
    slow.dispose();
  });

  it.each(kinds)('gives the same ($kind) however much it knew before', (config) => {
    const model = modelOf(config);
    const growing = createArrayPass(model);
    const trip = [
      first(1),
      first(2),
      askedLater(2),
      first(5),
      askedLater(5),
      first(6),
      first(9),
      first(9),
      askedLater(9),
    ];
    for (const sequence of trip) {
      const expected = createArrayPass(model).encode(sequence);
      const found = growing.encode(sequence);
      for (const part of ['embedding', 'standing', 'logits'] as const) {
        expect(distance(found[part], expected[part])).toBeLessThan(1e-5);
      }
    }
  });

  it('reads one token for one more event, and one for a question', () => {
    const pass = createArrayPass(modelOf(transformer));
    expect(pass.unread(first(6))).toBe(6);
    pass.encode(first(6));
    expect(pass.unread(first(6))).toBe(0);
    expect(pass.unread(first(7))).toBe(1);
    expect(pass.unread(askedLater(6))).toBe(1);
    pass.encode(first(7));
    expect(pass.unread(first(9))).toBe(2);
  });

  it('keeps no question in mind as if it had happened', () => {
    const pass = createArrayPass(modelOf(transformer));
    pass.encode(first(3));
    pass.encode(askedLater(3));
    expect(pass.unread(askedLater(3))).toBe(1);
    expect(pass.unread(first(4))).toBe(1);
  });

  it('reads everything anew when the window slid on, the past changed, or it was told to forget', () => {
    const pass = createArrayPass(modelOf(transformer));
    const earlier = { ...first(6), times: first(6).times.map((time, i) => (i === 2 ? time + 1 : time)) };
    const other = { ...first(6), tokens: first(6).tokens.with(1, 4) };
    for (const changed of [sliceSequence(whole, 1, 7), earlier, other, first(5)]) {
      pass.encode(first(6));
      expect(pass.unread(changed)).toBe(changed.tokens.length);
      expect(distance(pass.encode(changed).logits, createArrayPass(modelOf(transformer)).encode(changed).logits)).toBe(
        0,
      );
    }
    pass.encode(first(6));
    pass.forget();
    expect(pass.unread(first(6))).toBe(6);
  });

  it('reads one token when the window slides on by one, and gives what it would have given without a memory', () => {
    const oneBlock: EncoderConfig = { ...transformer, nBlocks: 1 };
    const sliding = createArrayPass(modelOf(oneBlock));
    const windows = [first(5), sliceSequence(whole, 1, 6), sliceSequence(whole, 2, 7), sliceSequence(whole, 4, 9)];
    const unread = windows.map((window) => {
      const count = sliding.unread(window);
      const expected = createArrayPass(modelOf(oneBlock)).encode(window);
      const found = sliding.encode(window);
      for (const part of ['embedding', 'standing', 'logits'] as const) {
        expect(distance(found[part], expected[part])).toBeLessThan(1e-5);
      }
      return count;
    });
    expect(unread).toEqual([5, 2, 1, 2]);
  });

  it('reads a window that slid on without a new item anew: the last item saw what is lost', () => {
    const oneBlock: EncoderConfig = { ...transformer, nBlocks: 1 };
    const pass = createArrayPass(modelOf(oneBlock));
    pass.encode(first(6));
    const asked = sliceSequence(askedLater(6), 1, 7);
    expect(pass.unread(asked)).toBe(6);
    const [found, expected] = [pass, createArrayPass(modelOf(oneBlock))].map((each) => each.encode(asked));
    expect(distance(found!.standing, expected!.standing)).toBe(0);
  });

  it.each([{ timeGaps: true }, { nBlocks: 2 }])('reads a window that slid on anew with %o', (option) => {
    const pass = createArrayPass(modelOf({ ...transformer, nBlocks: 1, ...option }));
    pass.encode(first(5));
    expect(pass.unread(sliceSequence(whole, 1, 6))).toBe(5);
  });

  it('minds how an item was met only where the model reads it', () => {
    const bought = { ...first(6), types: first(6).types.with(5, 2) };
    const [blind, reading] = [transformer, kinds[1]!].map((config) => createArrayPass(modelOf(config)));
    for (const pass of [blind!, reading!]) pass.encode(first(6));
    expect([blind!.unread(bought), reading!.unread(bought)]).toEqual([0, 6]);
  });

  it('reads everything for every answer with an encoder that sees more than the past', () => {
    const pass = createArrayPass(modelOf(kinds[3]!));
    pass.encode(first(6));
    expect(pass.unread(first(7))).toBe(7);
  });
});

function distance(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
}
